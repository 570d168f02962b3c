leta explain --doc anteckning integration
