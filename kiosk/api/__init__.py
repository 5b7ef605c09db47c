"""The programming interface: JSON under /api/v1/ for hall displays, desk callers and dashboards.

It is a thin layer over the same services that screens and pages use, served beside Django's pages by the web process
(`kiosk.api.server`).  One table of operations (`kiosk.api.operations`) is what is routed, checked and described
(`kiosk.api.description`, OpenAPI 3.1).  Nothing that it answers names a person.
"""
