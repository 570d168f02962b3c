leta lessons 'möten ('
