leta search 'liknande:004_57'
