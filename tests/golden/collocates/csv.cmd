leta collocates --min 1 -n 3 --window 3 --format csv deltagare
