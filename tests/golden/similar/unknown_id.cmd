leta similar finns-inte
