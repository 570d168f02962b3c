source "${BASH_SOURCE%/*}/docs.sh"
LETA_LANG=en leta overlap sjoboden
