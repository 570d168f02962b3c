printf '%s\n' '{"id": "a", "title": "Ett", "text": "En lång text om vägar."}' '{"id": "b", "title"' '[1, 2]' '{"id": "a", "title": "Två", "text": "Samma id igen."}' >rows.jsonl
leta index --db new rows.jsonl
