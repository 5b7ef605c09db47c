"""What the office tells: services, papers, fees, ticket classes, questions; content files in the database.

The files under `assets/content` are the source; `kiosk load-content` reads, checks and loads them.  A node
marked `verify: true` stays hidden until a named officer confirms it with a reference; a node that changes
in the file has to be confirmed again.  In demo mode everything is shown, and what nobody confirmed carries
`sample`.
"""
