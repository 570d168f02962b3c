leta search --format bibtex -n 0 havsbruk
