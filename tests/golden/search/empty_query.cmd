leta search ""
