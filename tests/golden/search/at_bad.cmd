LETA_LANG=en leta search --at 12345g havsbruk
