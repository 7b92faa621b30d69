"""What an answer is worth: its form, whether it is right, how much faster it is, all said by burner's own judge."""
