source "${BASH_SOURCE%/*}/docs.sh"
leta overlap --file finns-inte.txt
