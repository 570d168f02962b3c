leta search --format json fortbildning | pick understood.expansions hits.0.reasons
