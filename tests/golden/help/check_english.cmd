LETA_LANG=en leta check -h
