"""Tables as statistical offices give them, brought into a study without retyping."""
