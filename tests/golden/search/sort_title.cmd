leta search --sort title --format jsonl -n 0 "start:>=2000" | pick title
