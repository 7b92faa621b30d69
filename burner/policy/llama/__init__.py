"""llama.cpp as a sampler of many answers at once; knows nothing of prompts, Python functions or candidates."""
