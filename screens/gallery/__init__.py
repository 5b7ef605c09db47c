"""Pictures of every screen in every look, and what can be measured on them; an office of paper answers."""
