"""Other programs: tmux for the clipboard, the browser, the editor."""
