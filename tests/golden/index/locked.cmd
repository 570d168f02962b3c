# a second writer, while the first waits for its input
mkfifo pipe
leta index --db new --format jsonl - <pipe >first 2>&1 &
exec 9>pipe
until [ -s new/lock ]; do sleep 0.05; done
leta index --db new "$DOCS"
echo "exit $?"
cat "$DOCS/register.jsonl" >&9
exec 9>&-
wait $!
echo "exit $?"
cat first
