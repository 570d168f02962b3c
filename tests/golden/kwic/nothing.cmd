leta kwic rymdfart
