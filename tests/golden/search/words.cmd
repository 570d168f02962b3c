leta search integration
