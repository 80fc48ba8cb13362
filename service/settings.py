"""Every setting, read once from `DEMARCHE_*` or the TOML file named by `DEMARCHE_CONFIG` (environment wins); frozen afterwards."""
