leta search --broad --format json kompetensförsörjning | pick understood.expansions total
