LETA_LANG=en leta explain -h
