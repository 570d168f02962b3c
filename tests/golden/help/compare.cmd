leta help compare
