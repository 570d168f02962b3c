COLUMNS=50 on_terminal leta search -n 1 integration
