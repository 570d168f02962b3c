leta stats --by region --sum stöd --top 2 --format json integration
