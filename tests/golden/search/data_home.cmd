unset LETA_DB; mkdir data; cp -a "$INDEX" data/leta; XDG_DATA_HOME=$TMP/data leta search --format jsonl -n 1 integration | pick id
XDG_DATA_HOME= HOME=$TMP/none leta search integration
