"""What a coach sees and does; every page is behind accounts/door.py."""
