leta search -n 1 --offset 1 integration
