leta search --facet pågick integration
