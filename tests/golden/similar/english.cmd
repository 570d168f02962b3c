LETA_LANG=en leta similar havsbruket -n 1
