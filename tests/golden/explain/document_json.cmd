leta explain --doc ljusvagen --format json integration
