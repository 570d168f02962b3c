export LETA_DB="$TMP/index"
leta index "$DOCS" >/dev/null
leta new saknas; echo "exit $?"
leta new ../x; echo "exit $?"
leta save hav havsbruk
leta new hav havsbruket; echo "exit $?"
leta new hav --ignore; echo "exit $?"
leta new hav --ignore --unignore x; echo "exit $?"
printf 'seen\tx\n' >>"$TMP/index/saved/hav.search"
leta new hav; echo "exit $?"
leta saved; echo "exit $?"
leta save --delete hav; echo "exit $?"
leta check >/dev/null; echo "exit $?"
