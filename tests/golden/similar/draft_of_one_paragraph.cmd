# a pasted paragraph is text, whatever its encoding; it is compared by its words
text='Fiskare och odlare utbildas i nya metoder: kompetensutvecklingen sker ombord och på land.'
echo "$text" | leta similar -n 1 - | head -n 12
for charset in UTF-8 ISO-8859-1 UTF-16; do echo "$text" | iconv -t "$charset" | leta similar -n 1 --format jsonl - | pick id; done
# and so are its copies found
echo "$text" | leta overlap --file - | head -n 4
