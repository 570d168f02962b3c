leta index --db new "$FILES/bygder.html" && leta show --db new --format json bygder
