"""What programs, tests and files say: read, checked, brought into form. Nothing here knows a page."""
