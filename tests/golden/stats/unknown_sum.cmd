leta stats --by region --sum region
