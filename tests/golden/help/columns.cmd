leta help columns
