leta search upphandling -maskintimmar
