leta help doctor
