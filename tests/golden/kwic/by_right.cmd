leta kwic --sort höger --width 20 integration
