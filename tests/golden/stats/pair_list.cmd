leta stats --by region,år --sum budget
