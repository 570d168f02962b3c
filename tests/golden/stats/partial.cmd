leta stats --by region integration bokföring zebra
