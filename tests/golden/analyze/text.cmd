leta analyze "Upphandlingarna i Nacka 2014/00123"
