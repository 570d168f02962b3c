LETA_LANG=en leta help collocates
