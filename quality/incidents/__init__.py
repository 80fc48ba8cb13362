"""How well reports of one act are put together, and the fit of the model that says which are: `python -m quality.incidents`."""
