leta help serach
