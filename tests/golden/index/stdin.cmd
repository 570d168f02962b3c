leta index --db new --format jsonl - <"$DOCS/register.jsonl"; leta search --db new --format jsonl fiber | pick id
