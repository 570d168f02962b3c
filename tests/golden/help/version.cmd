leta --version
