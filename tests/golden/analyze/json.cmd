leta analyze --format json Upphandlingarna i Nacka
