leta show --format ris K-11
