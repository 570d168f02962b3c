leta actors -n 1 --format json
