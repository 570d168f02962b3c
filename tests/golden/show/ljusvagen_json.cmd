leta show --format json ljusvagen
