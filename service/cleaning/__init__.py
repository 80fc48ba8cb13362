"""What turns scraped text into clean text, one concern a file. Pure functions of strings: no article, no context."""
