"""Surface syntax of English news text: tokens, sentences, quotations. Offsets count code points; nothing here knows a topic."""
