leta collocates region:Sydsverige
