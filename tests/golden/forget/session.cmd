cp -a "$INDEX" copy; export LETA_DB=copy
leta save havsbruk samverkan >/dev/null
leta forget havsbruket
leta search -n 1 havsbruket; echo "exit $?"
leta forget --list
leta index "$DOCS"
leta forget --remember havsbruket; echo "exit $?"
leta forget --list; echo "exit $?"
leta index "$DOCS"
