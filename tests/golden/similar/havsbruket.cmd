leta similar havsbruket
