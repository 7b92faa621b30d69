"""Pages of faults; a package only so that they are installed."""
