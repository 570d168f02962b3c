# known hits are not told again; a new document, a changed one, and a rebuild between
export LETA_DB="$TMP/index"
mkdir d
printf 'Rapport om torget\n\nSamverkan mellan butiker.\n' >d/a.txt
printf 'Rapport om hamnen\n\nSamverkan mellan fiskare.\n' >d/b.txt
leta index d
leta save torg samverkan
leta new torg; echo "exit $?"
printf 'Rapport om skogen\n\nSamverkan mellan markägare.\n' >d/c.txt
printf 'Rapport om hamnen\n\nSamverkan mellan fiskare och varv.\n' >d/b.txt
leta index --fresh d
leta new --peek torg
leta new --format jsonl torg | pick id reasons.0.kind
leta new torg; echo "exit $?"
SOURCE_DATE_EPOCH=1767312000 leta saved
