leta search --facet region --facet kommun --format json integration | pick facets
