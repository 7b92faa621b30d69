"""The paper's prompt; a package only so that it is installed."""
