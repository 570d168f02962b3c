leta search "$(printf 'ord%.0s ' $(seq 40)) ) $(printf 'slut%.0s ' $(seq 40))"
