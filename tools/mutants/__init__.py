"""Rules broken on purpose, one at a time: what no test notices is held by none."""
