leta search fortbildning
