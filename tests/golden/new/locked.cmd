# another process has the search: a lock as leta takes it, held by python
export LETA_DB="$TMP/index" LETA_LANG=en
leta index "$DOCS" >/dev/null
leta save hav havsbruk
python3 - <<'P'
import fcntl, struct, subprocess
held = open('index/saved/hav.lock', 'w')
fcntl.fcntl(held, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0))
print('exit', subprocess.run(['leta', 'new', 'hav']).returncode)
P
leta new hav; echo "exit $?"
