"""One module for each command, each with its `command`; nothing imports them before they are used."""
