"""What each rule's example gains: before and after side by side, in any interpreter, on inputs of a named size."""
