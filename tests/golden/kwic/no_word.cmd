leta kwic region:Sydsverige
