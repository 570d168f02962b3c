leta stats --by region zebraspår
