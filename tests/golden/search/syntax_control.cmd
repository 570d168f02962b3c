# nothing from a query moves the cursor
leta search "$(printf 'a ) \033[2Jb')"
