leta collocates rymdfart
