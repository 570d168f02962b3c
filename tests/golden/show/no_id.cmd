leta show
