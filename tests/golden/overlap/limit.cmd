source "${BASH_SOURCE%/*}/docs.sh"
leta overlap sjoboden -n 1
