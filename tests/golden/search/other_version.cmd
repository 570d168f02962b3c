cp -a "$INDEX" copy; echo "leta index 9999" >copy/leta-index; leta search --db copy integration
