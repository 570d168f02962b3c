on_terminal leta show anteckning
