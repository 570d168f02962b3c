leta search "region:(Stockholm"
