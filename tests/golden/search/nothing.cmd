leta search fattigdom
