leta show --format bibtex slutrapport saknas REG-2
