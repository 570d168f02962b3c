leta show --db nowhere ljusvagen
