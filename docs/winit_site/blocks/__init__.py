"""The directives and roles of which pages are made, each with its HTML."""
