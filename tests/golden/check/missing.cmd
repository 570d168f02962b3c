leta check --db nowhere
