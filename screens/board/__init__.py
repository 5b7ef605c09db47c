"""The lobby board: who is called where, who waits, what is announced.  No touch, nothing under 40 px."""
