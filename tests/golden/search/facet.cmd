leta search --facet region --facet kommun integration
