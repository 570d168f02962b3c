leta stats --by region --format json zebraspår
