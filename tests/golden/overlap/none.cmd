leta overlap
