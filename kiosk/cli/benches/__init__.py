"""One module per area: `measure(full=...)` returns its figures."""
