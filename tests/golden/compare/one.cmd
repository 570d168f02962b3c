leta compare havsbruket
