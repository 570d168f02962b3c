leta search --format jsonl '(fiber ELLER räksmörgås) INTE båtar' | pick id
