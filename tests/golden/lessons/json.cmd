leta lessons --format json -n 1
