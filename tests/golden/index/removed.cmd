cp -a "$DOCS" docs; leta index --db new docs; rm docs/anteckning.txt; echo "En ny text om vägar och broar i byn." >docs/ny.txt; leta index --db new docs
