"""Pure: from bytes to entries, pages and their blocks."""
