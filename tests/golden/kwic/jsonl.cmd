leta kwic --format jsonl --width 10 -n 2 integration
