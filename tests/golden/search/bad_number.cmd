leta search -n tio integration
