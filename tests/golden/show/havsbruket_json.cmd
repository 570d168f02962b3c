leta show --format json havsbruket
