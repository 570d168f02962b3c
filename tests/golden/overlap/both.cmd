leta overlap --all havsbruket
