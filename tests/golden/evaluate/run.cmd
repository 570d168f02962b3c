# what a run file says is read as what it was
printf '{"id": "%s", "text": "%s"}\n' q1 'Vem bjuder på räksmörgås?' q2 'fiber till hushåll (region:Norr OCH' q3 ingenting >queries.jsonl
printf '%s 0 %s %d\n' q1 anteckning 2 q2 REG-1 1 q2 lista 0 >qrels.tsv
leta evaluate --queries queries.jsonl --qrels qrels.tsv --run own.run >/dev/null
cut -f 1-4,6 own.run | grep -P "\t1\t"
leta evaluate --queries queries.jsonl --qrels qrels.tsv --against own.run | tail -n +2 | head -6 | cut -c 28-
