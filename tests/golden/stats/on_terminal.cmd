on_terminal leta stats --by fond
