"""The report of a run as one HTML file that loads nothing: text and plots built by functions, escaped by default."""
