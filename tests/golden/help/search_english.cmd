LETA_LANG=en leta search -h
