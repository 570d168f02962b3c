leta saved; echo "exit $?"
leta saved --format json; echo "exit $?"
