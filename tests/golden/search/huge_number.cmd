leta search -n 99999999999999999999 integration
