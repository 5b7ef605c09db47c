"""How each device is, as its supervisor last saw it, for screens, staff and maintainers."""
