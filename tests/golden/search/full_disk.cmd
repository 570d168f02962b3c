leta search integration >/dev/full
