leta search --mode all räksmörgås fiber
