cp -a "$INDEX" copy; for f in copy/gen-*/*.glass copy/gen-*/documents.leta; do : >"$f"; done; leta search --db copy integration
