cp -a "$INDEX" copy; leta index --db copy "$DOCS"
