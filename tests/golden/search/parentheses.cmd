leta search "$(printf '(%.0s' $(seq 500))a$(printf ')%.0s' $(seq 500))"
