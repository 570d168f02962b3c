leta stats --by region,fas --sum stöd --format csv
