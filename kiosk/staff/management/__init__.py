"""Django commands of the staff feature."""
