leta show --format json slutrapport
