leta search --sort grant:desc --format jsonl -n 0 "stöd:>0" | pick id grant_sek
