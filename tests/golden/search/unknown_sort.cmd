leta search --sort poäng integration
