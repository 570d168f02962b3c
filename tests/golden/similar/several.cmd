leta similar havsbruket skogslinjen --format jsonl | pick id
