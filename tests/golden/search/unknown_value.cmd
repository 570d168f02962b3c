leta search --format jsonl -n 0 okänt:budget | pick id | sort
