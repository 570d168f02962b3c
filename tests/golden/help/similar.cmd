leta help similar
