"""The staff console: one look, one navigation, one live line for all staff pages, and the page they begin with.

A page grows out of three parts: `console/base.html` (layout), `kiosk.console.navigation` (a line in the table puts a
page into the menu of those who may open it), and `hx-trigger="live:TOPIC from:body"` (a fragment that fetches itself
again when something changed).
"""
