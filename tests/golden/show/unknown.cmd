leta show nosuch
