leta actors "Granbygdens kommunalförbund" --format json
