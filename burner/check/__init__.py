"""Static findings for editors and hooks: what is slow by its shape, where, and what it costs."""
