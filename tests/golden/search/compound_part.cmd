leta search efterled:plats
leta search --format json förled:möte | pick understood.text hits.0.snippets.0.text hits.0.snippets.0.marks
leta search lastpart:
