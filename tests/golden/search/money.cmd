leta search --format jsonl "stöd:>1mkr" | pick id grant_sek
