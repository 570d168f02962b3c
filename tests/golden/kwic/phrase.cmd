leta kwic '"social innovation"' ; leta kwic 'integration NÄRA/6 teknik'
