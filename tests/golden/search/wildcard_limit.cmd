leta search '*'
