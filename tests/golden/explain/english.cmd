LETA_LANG=en leta explain integration
