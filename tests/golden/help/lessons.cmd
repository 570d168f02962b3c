leta help lessons
