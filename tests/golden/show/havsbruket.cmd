leta show havsbruket
