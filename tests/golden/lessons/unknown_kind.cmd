leta lessons --kind skvaller
