leta index --format word "$DOCS"
