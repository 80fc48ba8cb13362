"""From matches to events: parties from beyond the clause, several tellings of one act, and how sure it is."""
