leta index --db new "$FILES/lots.docx" && leta show --db new lots
