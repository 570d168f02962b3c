LETA_LANG=en leta help lessons
