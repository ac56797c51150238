"""What sets the program up from a checkout and keeps its locks; nothing of it is installed."""
