leta stats --by ägare --format csv | sort | head -n 4
