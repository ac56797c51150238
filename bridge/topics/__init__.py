"""Pure: from a page to its outline: sections, and lines typed by what they are."""
