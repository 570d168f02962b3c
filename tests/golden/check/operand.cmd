leta check "$INDEX"
