leta compare havsbruket skogslinjen
