"""The window: shell, kit of widgets and pages. Only this room knows Qt."""
