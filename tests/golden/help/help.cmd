leta help help
