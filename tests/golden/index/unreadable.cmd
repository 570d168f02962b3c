# needs: not root
mkdir docs; cp "$DOCS/anteckning.txt" "$DOCS/lista.csv" docs; chmod 0 docs/lista.csv; leta index --db new docs
