leta search --format json integration -n 2
