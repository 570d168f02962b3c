leta search --fromat json integration
