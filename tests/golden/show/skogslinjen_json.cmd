leta show --format json skogslinjen
