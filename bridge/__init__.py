"""From a public library's website to its X account, through the director's sign-off.

Pure: a number.
"""

__version__ = "0.2.0"
