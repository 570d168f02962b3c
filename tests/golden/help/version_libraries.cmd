leta --version -v | sed '2s/[0-9][0-9.]*/#/g'
