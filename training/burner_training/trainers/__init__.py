"""SFT, DPO and GRPO: TRL's trainers with checkpoints that survive, and GRPO's loss corrected for the sampler."""
