"""Edge: the desk as pages: Flask on waitress. Parse, call a story, show; the rules stand behind
`desk`.
"""
