leta frobnicate
