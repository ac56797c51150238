"""Pure: letters, days, hours and words, by themselves."""
