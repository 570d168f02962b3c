leta search --exact fortbildning
