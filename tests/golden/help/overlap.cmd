leta help overlap
