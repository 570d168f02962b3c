LETA_LANG=en leta collocates --min 1 -n 2 --by ll deltagare
