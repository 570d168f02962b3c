leta show ljus | head -1
