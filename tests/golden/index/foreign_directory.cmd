# a directory with other files is not taken for an index
mkdir mine; echo hej >mine/brev.txt; leta index --db mine "$DOCS"; ls mine
