leta search -n 0 --facet owner 'okänt:budget ELLER budget:>0' | sed -n '/^Projekt/,$p'
