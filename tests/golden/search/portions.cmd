# long lists are fetched in portions of 1000: all of them come, each once, in order
seq 1 2203 | awk '{ printf "{\"id\": \"n%d\", \"title\": \"Nummer %d\", \"text\": \"Damm och bro.\"}\n", $1, $1 }' >rows.jsonl
leta index --db new rows.jsonl
count() {
	leta search --db new --format jsonl "$@" damm | pick rank id >out
	echo "$(wc -l <out) hits, $(cut -f 2 out | sort -u | wc -l) ids, ranks $(head -1 out | cut -f 1) to $(tail -1 out | cut -f 1)"
}
count -n 0
count -n 1500
count -n 1000
count -n 0 --offset 2000
leta search --db new --format json -n 0 damm | pick total hits.2202.rank
