leta search --facet regoin integration
