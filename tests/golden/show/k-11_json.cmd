leta show --format json K-11
