leta doctor >out 2>err; echo "exit $?"; cat err; cut -c 1-20 out | head -1
