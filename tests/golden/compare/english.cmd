LETA_LANG=en leta compare havsbruket skogslinjen ljusvagen
