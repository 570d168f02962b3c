leta similar havsbruket -n 1 --format json
