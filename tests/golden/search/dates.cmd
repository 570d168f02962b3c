leta search --format jsonl pågick:2014 | pick id start end
