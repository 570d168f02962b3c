# words of the document rank the others; the document itself is not among them; a condition still holds
leta search --format json -n 0 'liknande:skogs' | pick total hits.0.id notices
leta search --format jsonl -n 0 'liknande:skogs' | grep -c '"id":"skogslinjen"'
leta search --format json -n 0 'similar:skogslinjen -titel:kulturbussen stöd:>200tkr' | pick total understood.text
leta search 'liknande:finnsinte'
