leta stats --by region --sum stöd
