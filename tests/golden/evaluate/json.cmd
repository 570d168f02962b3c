printf '{"id": "%s", "text": "%s"}\n' q1 'Vem bjuder på räksmörgås?' q2 'fiber till hushåll (region:Norr OCH' q3 ingenting >queries.jsonl
printf '%s 0 %s %d\n' q1 anteckning 2 q2 REG-1 1 q2 lista 0 >qrels.tsv
leta evaluate --queries queries.jsonl --qrels qrels.tsv --format json
