leta similar --file finns-inte.txt
