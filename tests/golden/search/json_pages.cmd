leta search --format json '"pröva sig fram"'
