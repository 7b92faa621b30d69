"""Where tasks come from: loaders, checks and measurement of other people's solutions, splits, training pairs."""
