LETA_LANG=en leta help -h
