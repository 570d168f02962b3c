leta stats --by region
