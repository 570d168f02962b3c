LETA_LANG=en leta index --format word "$DOCS"
