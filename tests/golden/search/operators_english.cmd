leta search --format jsonl '(fiber OR räksmörgås) NOT båtar' | pick id
