leta show ljusvagen havsbruket
