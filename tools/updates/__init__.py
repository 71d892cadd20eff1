"""The publisher's side of updates: keys, packages, signatures; and the folder that an installer lays out."""
