leta search --format csv integration
