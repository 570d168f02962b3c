leta kwic 'integration ('
