"""Pictures of numbers as rows of text: sparklines and charts. Pure: numbers and a size in, rows out."""
