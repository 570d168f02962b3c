leta stats --by region >/dev/full
