echo 'Xyzzy plugh.' | leta similar -
