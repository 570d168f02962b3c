leta stats --by region --format svg zebraspår
