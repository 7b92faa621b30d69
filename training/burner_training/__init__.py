"""Trains burner's policy: data sets, rewards by burner's own judge, SFT, DPO, GRPO, export and evaluation (extra `train`)."""
