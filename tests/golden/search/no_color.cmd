NO_COLOR=1 on_terminal leta search -n 1 integration
