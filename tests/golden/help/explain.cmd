leta help explain
