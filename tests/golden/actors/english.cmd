LETA_LANG=en leta actors -n 2
