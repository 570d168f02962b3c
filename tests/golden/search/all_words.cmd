leta search integration bokföring
