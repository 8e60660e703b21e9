"""An app whose only migration changes a table that everybody reads."""
