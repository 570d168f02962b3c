leta similar havsbruket --weight budgt=2
