"""People, their capacities, sign-in; builds the Actor."""
