"""Edge: one watched connection, its addresses examined, its time bounded."""
