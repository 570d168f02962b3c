leta stats --by ägare --format svg '<b>&"Västerköping"'
