"""The papers of งานสารบรรณ: registers of documents, the receiving stamp, the destruction list."""
