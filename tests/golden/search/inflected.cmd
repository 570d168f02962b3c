leta search upphandlingar
