leta compare a b c d e f
