"""The judge: a small encoder that reads a passage and says which act it reports, in which modality, and whether in passing."""
