LETA_LANG=en leta
