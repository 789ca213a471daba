"""Shards -> checked, published Parquet: joins, what is derived over the corpus, publication."""
