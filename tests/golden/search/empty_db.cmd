leta search --db "" integration
