cp -a "$INDEX" copy; export LETA_DB=copy
leta forget finns-inte; echo "exit $?"
LETA_LANG=en leta forget havsbruket finns-inte; echo "exit $?"
leta forget --remember havsbruket; echo "exit $?"
leta forget --list havsbruket; echo "exit $?"
leta forget --remember; echo "exit $?"
leta forget --db inget a; echo "exit $?"; ls
