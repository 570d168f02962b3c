leta search integration --offset
