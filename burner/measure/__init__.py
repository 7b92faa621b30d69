"""Is it faster: clocks, interleaved pairs, the A/A self-check, memory, growth and the statistics over them."""
