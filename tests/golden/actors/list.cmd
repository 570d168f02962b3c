leta actors
