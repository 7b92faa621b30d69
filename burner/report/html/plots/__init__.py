"""The plots of a report as SVG, drawn by hand: no library, no script, readable on paper and without colour."""
