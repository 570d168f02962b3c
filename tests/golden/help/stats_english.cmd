LETA_LANG=en leta help stats
