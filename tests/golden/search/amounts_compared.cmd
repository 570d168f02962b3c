leta search -n 1 'budget>stöd stöd:>1 miljon kronor' | head -n 3
