leta search '"social innovation"'
