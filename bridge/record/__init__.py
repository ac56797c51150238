"""Edge: state.db, the one place that remembers."""
