leta search "$(printf 'r\xe4ksm\xf6rg\xe5s')"
