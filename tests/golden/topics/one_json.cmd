leta topics --format json -n 1 utbildning | pick id name name_en documents terms.1 hits
