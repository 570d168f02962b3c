on_terminal leta kwic -n 2 integration
