unset LETA_DB; leta --db "$INDEX" search --format jsonl -n 1 integration | pick id
