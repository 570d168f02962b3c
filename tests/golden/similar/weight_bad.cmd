leta similar havsbruket --weight budget=mycket
