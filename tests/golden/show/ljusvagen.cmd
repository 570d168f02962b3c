leta show ljusvagen
