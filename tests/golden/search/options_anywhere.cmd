leta search integration --format jsonl upphandling -n 1 | pick id
