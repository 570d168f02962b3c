# "-n…" that is no number is a word to exclude
leta search integration -nyanlända
