leta collocates --window 51 deltagare
