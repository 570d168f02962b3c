leta show --format xml ljusvagen
