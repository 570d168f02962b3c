leta help show
