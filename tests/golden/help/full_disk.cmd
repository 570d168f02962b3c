leta help >/dev/full
