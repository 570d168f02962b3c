# a match is where the record says
leta kwic --format jsonl -n 1 integration region:Sydsverige > line.json
leta show --format json havsbruket > record.json
python3 - <<'END'
import json
line, record = json.load(open('line.json')), json.load(open('record.json'))
text = record['sections'][line['section_no'] - 1]['text'].encode()
print(line['match'], text[line['start']:line['end']].decode() == line['match'])
END
