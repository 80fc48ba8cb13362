"""How the bytes of a record become fields: JSON, character sets, URLs. Knows nothing of what the article says."""
