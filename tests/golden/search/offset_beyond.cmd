leta search --offset 100 integration
