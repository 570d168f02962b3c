leta actors --format csv
