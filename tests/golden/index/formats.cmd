# web pages in two encodings, PDF, Word, OpenDocument, RTF, an archive of these
leta index --db new "$FILES"
leta search --db new --format jsonl -n 0 'lärdom:omorganisation' | pick id title
leta search --db new --format jsonl -n 0 'ägare:bygdegille stöd:4154000' | pick id start
leta search --db new energikluster; leta search --db new kakor
