leta topics rymdfart
