leta kwic --format jsonl rymdfart
