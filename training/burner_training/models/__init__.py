"""The model that is trained: a GGUF file with its weights dequantized, or a model of the Hugging Face hub."""
