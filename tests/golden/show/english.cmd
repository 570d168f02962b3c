LETA_LANG=en leta show ljusvagen
