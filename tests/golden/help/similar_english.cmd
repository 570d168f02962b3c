LETA_LANG=en leta help similar
