leta kwic --sort left --width 20 integration
