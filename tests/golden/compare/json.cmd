leta compare havsbruket skogslinjen --format json
