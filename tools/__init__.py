"""Tools of the builders; nothing of the program imports them."""
