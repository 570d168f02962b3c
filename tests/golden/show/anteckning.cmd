leta show anteckning
