leta search region:Stockholm fas:förprojektering
