leta doctor --format json | pick leta healthy
