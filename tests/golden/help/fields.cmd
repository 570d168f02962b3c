leta help fields
