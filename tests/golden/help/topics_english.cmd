LETA_LANG=en leta help topics
