leta help stats
