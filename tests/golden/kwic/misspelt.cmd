leta kwic -n 1 integraton
