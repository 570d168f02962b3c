leta index --db new nowhere
