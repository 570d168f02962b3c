unset LETA_DB; leta index "$DOCS"; ls "$HOME/.local/share/leta/leta-index"
