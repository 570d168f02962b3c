# a reader that goes away is no failure
leta search -n 0 --format json integration | true
echo "exit ${PIPESTATUS[0]}"
leta show ljusvagen | head -1
echo "exit ${PIPESTATUS[0]}"
