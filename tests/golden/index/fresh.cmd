cp -a "$INDEX" copy; leta index --db copy --fresh "$DOCS"
