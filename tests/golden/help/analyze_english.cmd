LETA_LANG=en leta analyze -h
