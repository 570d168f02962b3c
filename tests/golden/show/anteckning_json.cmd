leta show --format json anteckning
