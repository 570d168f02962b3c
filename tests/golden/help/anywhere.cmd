# -h wins over missing and surplus arguments
leta search -n 3 --help | head -1
leta -h search | head -1
leta check a b c -h | head -1
