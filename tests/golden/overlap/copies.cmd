source "${BASH_SOURCE%/*}/docs.sh"
long=$(for n in $(seq 40); do echo "Eka nummer $n tjäras av lag $((n * 7)) och sjösätts vecka $((n * 3)) vid brygga $((n * 11))."; done)
printf 'Ekorna\n\nBakgrund\n\n%s\n' "$long" > notes/ekorna.txt
printf 'Ekorna igen\n\nBakgrund\n\n%s\nEn eka blev kvar.\n' "$long" > notes/igen.txt
leta index notes >/dev/null
leta overlap --all
leta overlap ekorna --format csv | cut -c1-120
