leta search integration upphandling kommun
