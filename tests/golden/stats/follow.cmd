# Every value of every field is found by the restriction that JSON gives for it, and left out with - before it.
for field in typ fond program område fas ägare region län kommun medfinansiär partner prioritering ämne kvalitet år slutår pågick; do
  leta stats --by $field --format json > $TMP/$field.json || exit
  python3 - $TMP/$field.json <<'PY'
import json, subprocess, sys
stats = json.load(open(sys.argv[1]))
def total(query):
    done = subprocess.run(['leta', 'search', '--format', 'json', '--mode', 'all', '--', query], capture_output=True, text=True)
    return json.loads(done.stdout)['total'] if done.stdout else done.stderr
for group in stats['groups']:
    with_it, without = total(group['query']), total('-' + group['query'])
    if (with_it, without) != (group['count'], stats['total'] - group['count']):
        print(stats['by'], group, with_it, without)
PY
done
echo checked
