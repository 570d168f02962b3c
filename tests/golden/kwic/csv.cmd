leta kwic --format csv integration | head -3
