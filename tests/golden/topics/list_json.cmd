leta topics --format json | pick topics.0.id topics.0.documents topics.0.name
