leta show skogslinjen
