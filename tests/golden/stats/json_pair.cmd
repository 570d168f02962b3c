leta stats --by owner,year --format json --top 2 start:2013..
