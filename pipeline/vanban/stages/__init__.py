"""The stages over all shards: what is stale is worked, and nothing else."""
