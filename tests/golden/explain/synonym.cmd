leta explain --doc havsbruket fortbildning | sed 's/[0-9]*,[0-9][0-9]/#,##/g'
