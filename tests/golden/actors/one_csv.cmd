leta actors "Granbygdens kommunalförbund" --format csv
