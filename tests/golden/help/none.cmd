leta
