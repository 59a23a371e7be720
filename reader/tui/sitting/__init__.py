"""What one sitting with the library holds and does, without a widget."""
