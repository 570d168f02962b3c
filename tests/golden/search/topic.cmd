leta search --format csv "ämne:utbildning" | cut -d, -f1,2,4; leta search --format csv "topic:\"education and learning\"" | wc -l
