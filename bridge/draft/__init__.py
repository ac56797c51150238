"""Pure: from the outline of a page to a text that says what is new, within 280, with its link
whole.
"""
