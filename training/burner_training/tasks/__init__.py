"""What is trained and evaluated on: one schema for every source, and how it is stored."""
