mkfifo pipe
leta index --db new --format jsonl - <pipe 2>err &
exec 9>pipe
until [ -s new/lock ]; do sleep 0.05; done
kill -TERM $!
cat "$DOCS/register.jsonl" >&9
exec 9>&-
wait $!
echo "exit $?"
cat err
