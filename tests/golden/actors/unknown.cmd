leta actors "Bolaget som inte finns"
