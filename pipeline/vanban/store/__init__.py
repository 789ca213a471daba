"""Files: locations, raw pages, Parquet, shards, fingerprints, the lock of a run."""
