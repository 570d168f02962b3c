leta search --format=json -n1 integration | pick hits.0.id
