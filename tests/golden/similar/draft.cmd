leta similar -n 1 - <<'END'
Vi söker stöd för att odla tång och musslor tillsammans med fiskare vid kusten.

Budget: 2 000 000 kr
END
