leta index --format html "$DOCS"
