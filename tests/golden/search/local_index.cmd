# ./index is found when it is one
unset LETA_DB; cp -a "$INDEX" index; leta search --format jsonl -n 1 integration | pick id
rm index/leta-index; leta search integration
