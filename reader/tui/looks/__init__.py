"""How things look: colours, styles, widths, and which panes are shown."""
