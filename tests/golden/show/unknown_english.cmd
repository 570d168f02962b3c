LETA_LANG=en leta show nosuch
