"""What a list of readers says, without the database: its columns, its rows, whom each may be."""
