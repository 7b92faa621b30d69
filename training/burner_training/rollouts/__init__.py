"""Where the completions of GRPO come from: burner's own batched sampler, with the adapter as it is at that step."""
