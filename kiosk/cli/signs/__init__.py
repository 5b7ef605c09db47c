"""What `kiosk marquee` does: say a text in a sign's bytes, read bytes back, draw what a sign shows, find a sign on a port."""
