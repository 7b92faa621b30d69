"""What was trained, as llama.cpp reads it: an adapter, or a merged model, each checked by loading it."""
