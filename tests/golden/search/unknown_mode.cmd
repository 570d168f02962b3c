leta search --mode some integration
