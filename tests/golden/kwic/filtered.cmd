leta kwic --width 25 integration region:Sydsverige
