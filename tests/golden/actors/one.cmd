leta actors "Granbygdens kommunalförbund"
