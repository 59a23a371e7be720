"""What a person does with the articles on the main screen."""
