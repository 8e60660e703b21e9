"""What happens to check-ins while something breaks: `make drill`.

Everything runs on this machine's own address, in a folder that is removed at the end,
and only processes that were started here are ended.
"""
