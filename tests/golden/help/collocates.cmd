leta help collocates
