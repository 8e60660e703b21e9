"""What a coach sees of their athletes: the roster, one athlete, a group, files."""
