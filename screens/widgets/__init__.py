"""The components of the face: each file one kind, drawn from its area and its words, without a rule of its own."""
