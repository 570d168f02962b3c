leta kwic integration > /dev/full
