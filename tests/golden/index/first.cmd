leta index --db new "$DOCS"
ls new | sed "s/gen-.*/gen/" | sort
