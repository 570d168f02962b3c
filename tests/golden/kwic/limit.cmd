leta kwic -n 1 integration
