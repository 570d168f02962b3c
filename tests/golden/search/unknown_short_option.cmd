leta search -x integration
