mkdir other; echo hej >other/fil; leta search --db other integration
