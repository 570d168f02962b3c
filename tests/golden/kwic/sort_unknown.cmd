leta kwic --sort upp integration
