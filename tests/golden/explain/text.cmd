leta explain integration region:Stockholm
