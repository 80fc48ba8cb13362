"""English news text: tokens, sentences, quotations, verb forms, and who and where it names. Offsets count code points; no topic here."""
