"""What passes between the program and its terminal: keys in, and out no more than is not shown already."""
