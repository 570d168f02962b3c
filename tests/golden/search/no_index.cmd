leta search --db nowhere integration
