leta doctor --db nowhere --format json >out; echo "exit $?"; pick healthy <out
