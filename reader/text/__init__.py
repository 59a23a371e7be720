"""Pure geometry of text: rows, layers, motions, anchors, stand-ins. No Textual, no input or output."""
