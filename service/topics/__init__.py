"""Topics of interest: TOML files and what reads them."""
