leta help
