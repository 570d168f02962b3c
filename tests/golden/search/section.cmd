leta search syfte:modell
