"""burner makes a Python function faster and proves it, locally and privately."""

__version__ = "0.1.0"
