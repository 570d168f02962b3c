leta search =fortbildning
