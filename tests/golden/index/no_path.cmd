leta index
