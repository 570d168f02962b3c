leta help analyze
