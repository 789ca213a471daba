"""Worker processes here or on a cluster; it knows jobs and pages by id, and no other room."""
