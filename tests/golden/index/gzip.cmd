gzip -c "$DOCS/register.jsonl" >register.jsonl.gz; leta index --db new register.jsonl.gz
