leta search --facet blomma integration
