LETA_LANG=en leta topics | head -5
