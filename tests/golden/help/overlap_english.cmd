LETA_LANG=en leta help overlap
