# text that is not the report's own is not found
leta search --format json transkript | pick total
leta search --format json logotyp | pick total
leta search --format json covid | pick total
