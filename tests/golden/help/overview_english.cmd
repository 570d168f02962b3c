LANG=en_GB.UTF-8 leta --help
