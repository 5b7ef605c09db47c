"""The signs' page: the moving picture of every sign, what runs there, what comes next, and why."""
