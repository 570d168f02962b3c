leta topics rasism; leta topics jamstalldhet | head -3; exit ${PIPESTATUS[0]}
