leta search --sort start:asc --format jsonl -n 0 "stöd:>0" | pick start
