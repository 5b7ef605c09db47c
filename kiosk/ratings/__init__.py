"""How satisfied people are: one tap on one of five faces, stored by the name of the face, never as a digit.

A tap is a fact at once; reasons only add to it.  A second tap within two seconds on the same kiosk is a
trembling finger and changes nothing.  Whoever goes back to choose again writes a new row that replaces the
first: no row is ever changed.
"""
