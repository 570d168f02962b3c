leta stats --by region "(integration"
