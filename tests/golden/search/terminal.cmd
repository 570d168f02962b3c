on_terminal leta search --facet region integration
