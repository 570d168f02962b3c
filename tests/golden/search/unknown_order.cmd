leta search --sort start:upp integration
