leta search --format bibtex integration
