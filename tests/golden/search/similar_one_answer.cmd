# one answer with `leta similar`: the same documents, points, reasons and differences
leta similar -n 0 --format jsonl skogslinjen | pick id score reasons differences >"$TMP/similar"
leta search -n 0 --format jsonl liknande:skogs | pick id score reasons differences >"$TMP/search"
cmp "$TMP/similar" "$TMP/search" && wc -l <"$TMP/search"
# what else the query says only chooses among them
leta search -n 0 --format jsonl 'liknande:skogslinjen typ:projekt' | pick id score reasons differences | grep -vxFf "$TMP/similar"
leta search --format json 'liknande:skogslinjen region:Sydsverige' | pick total hits.0.id comparables.budget_sek
leta search -n 1 'liknande:skogslinjen region:Sydsverige'
# several at once are compared with as one
leta similar --format jsonl skogslinjen havsbruket | pick id score reasons >"$TMP/similar"
leta search --format jsonl 'liknande:skogslinjen liknande:havsbruket' | pick id score reasons | cmp "$TMP/similar" -
# beside ELLER and below INTE it is a condition
leta search --format json 'liknande:skogslinjen ELLER id:skogslinjen' | pick total hits.0.reasons
leta search --format json -- '-liknande:skogslinjen' | pick total
# other orders and counts are of the same documents
leta search -n 0 --format jsonl --sort budget:desc liknande:skogslinjen | pick id budget_sek
leta stats --by region --format csv liknande:skogslinjen
leta explain --doc havsbruket liknande:skogslinjen
