"""An export, read back into an account that has nothing yet.

Nothing in a file counts for more than the same told on the welcome pages. Every advice
is judged again and refused if it comes out differently; warning signs come along as not
looked at; an advice of today is asked for again; and the planner, not the file, says
what this week and the next ones hold. What is derived from the rest (the status), what
others did (looks, consents), and the keys of the account it came from stay behind.
"""
