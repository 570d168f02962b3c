LETA_LANG=en leta topics "newly arrived migrants and refugee reception" | sed -n '1,7p;$p'
