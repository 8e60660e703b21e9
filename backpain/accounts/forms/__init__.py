"""The forms of people and their consent."""
