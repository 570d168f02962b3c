leta stats --by kommun --top 4
