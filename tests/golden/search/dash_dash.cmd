leta search --format jsonl -- -nyanlända integration | pick id
