leta help check
