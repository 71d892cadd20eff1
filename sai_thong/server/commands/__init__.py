"""The commands of ``sai-thong-server``, one file a subject, in the order of its help."""
