leta stats --by region,fas,fond
