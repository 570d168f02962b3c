leta doctor --fix
