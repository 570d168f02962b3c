leta analyze --query Upphandlingarna
