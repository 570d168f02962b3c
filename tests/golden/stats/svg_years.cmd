leta stats --by år --format svg
