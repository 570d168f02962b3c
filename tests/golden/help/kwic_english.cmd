LETA_LANG=en leta help kwic
