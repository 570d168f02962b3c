leta search --help=ja integration
