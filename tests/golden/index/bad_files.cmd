mkdir docs; cp "$DOCS/anteckning.txt" docs; : >docs/empty.txt; head -c 3000 /dev/zero | tr "\0" "\001" >docs/binary.txt; mkfifo docs/pipe.txt
leta index --db new docs
