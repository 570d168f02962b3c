leta explain --format json "social innovation"
