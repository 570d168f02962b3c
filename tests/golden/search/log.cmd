leta search --log "$TMP/log" --sort grant:desc --facet region -n 1 'stöd:>1kr integration' >/dev/null
leta search --log "$TMP/log" --mode all saknasord >/dev/null
leta search --log "$TMP/log" '(skev' >/dev/null
cat "$TMP/log"
