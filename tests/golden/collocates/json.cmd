leta collocates --min 1 -n 1 --format json deltagare
