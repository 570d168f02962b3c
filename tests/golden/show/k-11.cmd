leta show K-11
