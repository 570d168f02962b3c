leta --verison
