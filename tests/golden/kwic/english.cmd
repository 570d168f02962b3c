LETA_LANG=en leta kwic integration
