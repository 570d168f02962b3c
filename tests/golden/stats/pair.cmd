leta stats --by region,program
