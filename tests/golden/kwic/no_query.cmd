leta kwic
