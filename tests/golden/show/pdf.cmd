leta index --db new "$FILES/lots.pdf" && leta show --db new lots
