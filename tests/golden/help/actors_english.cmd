LETA_LANG=en leta help actors
