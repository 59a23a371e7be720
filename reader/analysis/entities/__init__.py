"""Entities: recognised names cleaned up and grouped, with what the article says of persons."""
