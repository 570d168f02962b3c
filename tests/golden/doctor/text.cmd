leta doctor >out 2>err; echo "exit $?"; cat err; head -1 out | tr -s " " | cut -d" " -f1-3
