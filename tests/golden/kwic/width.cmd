leta kwic --width 1001 integration
