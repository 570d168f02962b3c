LETA_LANG=en leta lessons --kind target -n 1
