# a file that is not what it is said to be
leta index --db new --format docx "$DOCS/anteckning.txt"
leta index --db new --format pdf "$DOCS/anteckning.txt"
leta index --db new --format html "$DOCS/anteckning.txt"
