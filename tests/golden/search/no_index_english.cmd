LETA_LANG=en leta search --db nowhere integration
