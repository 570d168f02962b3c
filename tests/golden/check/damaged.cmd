# one byte changed in what we store
cp -a "$INDEX" copy; f=$(echo copy/gen-*/documents.leta); size=$(stat -c %s "$f")
printf X | dd of="$f" bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
leta check --db copy | sed 's/gen-[0-9]*/gen/'; echo "exit ${PIPESTATUS[0]}"
