LETA_LANG=en leta help fields
