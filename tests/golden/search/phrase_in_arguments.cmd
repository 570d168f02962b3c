# an argument with blanks is words, a phrase needs quotation marks of its own
leta search --format json "innovation social" | pick total
leta search --format json '"innovation social"' | pick total
