LETA_LANG=en leta show -h
