leta search --sort relevance:asc --format jsonl -n 3 integration | pick id
leta search --sort relevance --format jsonl -n 0 integration | pick id | tail -n 3
