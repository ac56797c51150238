"""Edge: the pages, a module for each group of the menu."""
