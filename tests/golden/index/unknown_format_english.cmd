LETA_LANG=en leta index --format html "$DOCS"
