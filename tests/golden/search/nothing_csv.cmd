leta search --format csv fattigdom
