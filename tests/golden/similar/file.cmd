leta similar --file "$DOCS/havsbruket.txt" -n 1 --format jsonl | pick id
