LETA_LANG=en leta doctor -h
