"""Edge: a sample library to try everything on: its site, people and drafts, and a stand-in for
X.
"""
