leta explain --doc nosuch integration
