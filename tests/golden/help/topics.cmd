leta help topics
