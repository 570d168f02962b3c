leta search --format jsonl owner:Ekviken municipality:Nacka | pick id
