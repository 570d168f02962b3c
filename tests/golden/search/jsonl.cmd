leta search --format jsonl integration
