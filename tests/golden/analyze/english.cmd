LETA_LANG=en leta analyze räksmörgås
