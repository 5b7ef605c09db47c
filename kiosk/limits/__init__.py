"""How often somebody may ask, counted in the database so that every process counts the same."""
