leta search -n 0 --format jsonl region:Stockholm ELLER region:Sydsverige | pick id
