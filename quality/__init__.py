"""The laboratory: labelled sets, scores, the gate on them, and what is learnt from them. Nothing of the service imports it."""
