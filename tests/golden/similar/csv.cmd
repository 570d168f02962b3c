leta similar havsbruket --format csv -n 1
