leta topics --db nowhere
