leta help kwic
