leta compare havsbruket REG-2 --format csv
