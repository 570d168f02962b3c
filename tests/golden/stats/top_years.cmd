leta stats --by år --top 3
