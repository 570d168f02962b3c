leta collocates --by chi2 deltagare
