leta search --log "$TMP/no/log" havsbruk
leta search --log /dev/full -n 0 --format jsonl havsbruk >/dev/null
