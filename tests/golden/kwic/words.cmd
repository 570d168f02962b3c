leta kwic integration
