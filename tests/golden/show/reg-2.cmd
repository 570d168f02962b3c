leta show REG-2
