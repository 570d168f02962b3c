# what a draft states is compared, though it states little
leta similar -n 1 - <<'END'
Projektägare: Kustlandets samverkansförbund
Sökt belopp: 7,2 mkr

Vi söker stöd för att odla tång och musslor tillsammans med fiskare vid kusten.
END
