leta compare havsbruket havsbruket
