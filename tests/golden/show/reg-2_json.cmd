leta show --format json REG-2
