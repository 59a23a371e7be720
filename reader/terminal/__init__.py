"""What passes between the program and its terminal."""
