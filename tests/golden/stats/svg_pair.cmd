LETA_LANG=en leta stats --by region,year --sum budget --format svg 'start:2012..'
