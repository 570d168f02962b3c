leta topics utbildning | sed -n '1,7p;$p'
