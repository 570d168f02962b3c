leta compare havsbruket finns-inte
