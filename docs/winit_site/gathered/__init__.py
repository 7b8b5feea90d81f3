"""Pages, and parts of pages, that are made of others."""
