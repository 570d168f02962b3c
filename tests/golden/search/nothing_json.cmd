leta search --format json fattigdom
