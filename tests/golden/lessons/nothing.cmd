leta lessons rymdfart
