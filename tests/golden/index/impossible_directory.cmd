leta index --db /dev/null/index "$DOCS"
