leta topics | head -5
