mkdir docs; cp "$DOCS/anteckning.txt" docs; ln -s . docs/loop; ln -s a docs/b; ln -s b docs/a; leta index --db new docs; leta index --db new docs/a
