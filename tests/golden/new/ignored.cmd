export LETA_DB="$TMP/index"
mkdir d
printf 'Rapport om torget\n\nSamverkan mellan butiker.\n' >d/a.txt
leta index d >/dev/null
leta save torg samverkan
printf 'Rapport om skogen\n\nSamverkan mellan markägare.\n' >d/skogen.txt
leta index d >/dev/null
leta new torg --ignore skog && leta new torg; echo "exit $?"
leta saved --format json | pick 0.name 0.seen 0.ignored
leta new torg --unignore skogen; leta new --format json torg; echo "exit $?"
leta new torg --unignore skogen
