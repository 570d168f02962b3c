printf '' | leta similar -
