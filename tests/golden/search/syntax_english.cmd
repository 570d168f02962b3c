LETA_LANG=en leta search "integration AND"
