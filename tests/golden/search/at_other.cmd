leta search --at 00000000 -n 1 havsbruk >/dev/null
echo "exit $?"
leta search --at 0123456789ABCDEF --format json saknasord | pick total notices
