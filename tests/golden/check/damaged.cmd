# one bit changed in what we store
cp -a "$INDEX" copy; f=$(echo copy/gen-*/documents.leta); at=$(($(stat -c %s "$f") / 2))
byte=$(od -An -tu1 -j "$at" -N 1 "$f")
printf "\\x$(printf %x $((byte ^ 1)))" | dd of="$f" bs=1 seek="$at" conv=notrunc 2>/dev/null
leta check --db copy
