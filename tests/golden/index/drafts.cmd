mkdir -p mapp/drafts mapp/utkast mapp/klara
cp "$DOCS/anteckning.txt" mapp/klara/
cp "$DOCS/havsbruket.txt" mapp/drafts/
cp "$DOCS/skogslinjen.txt" mapp/utkast/
leta index --db index mapp
leta index --db other mapp/drafts
