leta lessons
