leta collocates --min 1 -n 5 deltagare
