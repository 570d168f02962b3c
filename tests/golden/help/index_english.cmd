LETA_LANG=en leta index -h
