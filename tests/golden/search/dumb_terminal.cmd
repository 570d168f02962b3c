TERM=dumb on_terminal leta search -n 1 integration
