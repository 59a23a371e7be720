"""The command line: parsing and printing. Every import of weight is inside the function that needs it."""
