leta show REG
