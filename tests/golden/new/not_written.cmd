# what could not be written is not remembered
export LETA_DB="$TMP/index"
mkdir d
printf 'Rapport om torget\n\nSamverkan mellan butiker.\n' >d/a.txt
leta index d >/dev/null
leta save tom skogen
printf 'Rapport om skogen\n\nSamverkan mellan markägare.\n' >d/b.txt
leta index d >/dev/null
leta new tom >/dev/full; echo "exit $?"
leta new --format jsonl tom | pick id
