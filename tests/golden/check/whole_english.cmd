LETA_LANG=en leta check | sed 's/, [0-9.]*[^0-9]*B,/, # kB,/'
