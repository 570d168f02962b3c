leta topics a b
