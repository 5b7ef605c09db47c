"""Who works here: accounts, roles, what each may open, and an audit trail that nobody can rewrite.

Every view says who may use it (`kiosk.staff.access`); a view that says nothing is refused to everybody
(`kiosk.staff.middleware`).
"""
