"""Edge: pages, feeds and PDFs as bytes, over the watched connection."""
