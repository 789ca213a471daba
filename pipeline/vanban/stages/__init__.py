"""The stages at work: one loop takes what is stale, and nothing else, through one or all of them.

`run` is the loop, `shard` what a worker does to a shard; `clean`, `segment`, `extract` and `tables`
say how a page of each stage is worked.
"""
