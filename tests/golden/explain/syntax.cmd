leta explain "(integration"
