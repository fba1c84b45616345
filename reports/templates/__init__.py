"""The brief's page: Jinja templates, style sheet, script."""
