"""What a run says of itself: the JSON document and its schema, and the texts made from it."""
