# the first signal ends the run after the document in hand; what was acknowledged stays
mkfifo pipe
leta index --db new --format jsonl - <pipe 2>err &
exec 9>pipe
until [ -s new/lock ]; do sleep 0.05; done
kill -INT $!
cat "$DOCS/register.jsonl" >&9
exec 9>&-
wait $!
echo "exit $?"
cat err
leta check --db new >/dev/null
echo "exit $?"
