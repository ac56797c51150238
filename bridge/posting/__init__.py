"""Edge: the roads towards X."""
