"""The LED sign over the hall: what it should show, how that looks in dots, how it is said in bytes."""
