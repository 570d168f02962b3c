leta lessons --format jsonl -n 2
