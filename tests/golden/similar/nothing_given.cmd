leta similar
