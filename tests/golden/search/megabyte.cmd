head -c 100000 /dev/zero | tr "\0" a >q; leta search "$(cat q)"
