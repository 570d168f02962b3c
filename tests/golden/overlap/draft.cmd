source "${BASH_SOURCE%/*}/docs.sh"
(echo; cat notes/sjoboden.txt) > utkast.txt; leta overlap --file utkast.txt
