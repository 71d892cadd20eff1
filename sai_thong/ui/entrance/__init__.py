"""What stands before the window: choose or make an office's file, unlock it, come back with the recovery sheet."""
