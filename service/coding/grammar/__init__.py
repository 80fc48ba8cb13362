"""Who did what to whom in one sentence, as far as its words, their order and their kinds say: costs and rules, not a parse."""
