export LETA_DB="$TMP/index"
leta index "$DOCS" >/dev/null
leta save --exact bruk havsbruk -skog
leta save bruk annat; echo "exit $?"
leta save skev '(x'; echo "exit $?"
leta save bruk; echo "exit $?"
leta save --delete bruk x; echo "exit $?"
leta saved
leta save --delete bruk; echo "exit $?"
leta save --delete bruk; echo "exit $?"
LETA_LANG=en leta save --delete .x; echo "exit $?"
