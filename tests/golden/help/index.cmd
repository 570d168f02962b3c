leta help index
