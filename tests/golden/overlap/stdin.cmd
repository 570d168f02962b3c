source "${BASH_SOURCE%/*}/docs.sh"
leta overlap --file - < notes/brygghuset.txt
