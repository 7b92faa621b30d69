"""Why it is slow: line counts and shares, allocation, how time grows with the input."""
