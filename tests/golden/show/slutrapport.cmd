leta show slutrapport
