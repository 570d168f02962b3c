leta search --mode any --format jsonl räksmörgås fiber | pick id | sort
