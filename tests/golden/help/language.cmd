# LETA_LANG first, then the first of LC_ALL, LC_MESSAGES, LANG that is set and not empty
try() { env "$@" leta nosuch 2>&1 | head -1; }
try LETA_LANG=en LC_ALL=sv_SE.UTF-8
try LETA_LANG=sv LC_ALL=en_US.UTF-8
try LC_ALL=en_US.UTF-8
try LC_ALL= LC_MESSAGES=en_GB LANG=sv_SE
try LC_ALL=sv_SE LANG=en_GB
try LC_ALL=de_DE LANG=en_GB
