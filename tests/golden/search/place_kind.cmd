# a place that is another kind of place: told when nothing is found
leta search 'region:Östergötland torg'
LETA_LANG=en leta search 'torg kommun:"Skåne län"'
leta search --format json 'län:Malmö' | sed -n '/notices/,/]/p'
# found, negated, or no place: nothing to tell
leta search 'region:blaha'
leta search -- '-region:Linköping zebraspår'
