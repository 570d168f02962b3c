leta stats --by regon
leta stats --by storlek
LETA_LANG=en leta stats --by size
