on_terminal leta index --db new "$DOCS" | tr -d "\r" | sed "s/.*\x1b\[K//"
