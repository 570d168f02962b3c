leta explain fattigdom
