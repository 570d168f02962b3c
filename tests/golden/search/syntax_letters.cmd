# the column counts letters, not bytes
leta search "räksmörgås åäö )"
