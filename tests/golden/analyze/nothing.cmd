leta analyze "..."
