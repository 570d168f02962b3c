leta index --db new "$DOCS" >/dev/full
