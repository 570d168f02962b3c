leta analyze
