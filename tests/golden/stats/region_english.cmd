LETA_LANG=en leta stats --by region --sum grant integration
