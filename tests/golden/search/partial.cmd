# no document has both: the best partial matches, with a notice on standard error
leta search räksmörgås fiber
