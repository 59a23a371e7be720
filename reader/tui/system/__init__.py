"""Programs outside this one: the clipboard, the browser, the editor."""
