leta similar havsbruket --weight text=0 --weight ägare=0,5 --weight program=2 --weight budget=0 -n 2
