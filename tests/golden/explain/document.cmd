leta explain --doc ljusvagen integration | sed 's/[0-9]*,[0-9][0-9]/#,##/g'
