# Spellings of one municipality are one group, which any of them finds; signs in a name are part of it.
cat > $TMP/places.jsonl <<'ROWS'
{"id": "a", "title": "Ett", "kommun": "Upplands-Väsby", "ägare": "AB \"Nya (Hus)\", Väsby * -1"}
{"id": "b", "title": "Två", "kommun": "Upplands Väsby", "ägare": "AB \"Nya (Hus)\", Väsby * -1"}
ROWS
leta index --db $TMP/index $TMP/places.jsonl
leta stats --db $TMP/index --by kommun --format csv
leta stats --db $TMP/index --by ägare
for query in 'kommun:="Upplands-Väsby"' 'kommun:="Upplands Väsby"' 'ägare:=»AB "Nya (Hus)", Väsby * -1»' 'okänt:ägare'; do
  leta search --db $TMP/index --format json "$query" | grep '"total"'
done
