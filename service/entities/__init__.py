"""Who and where: states, bodies, groups, offices and persons as a news text names them."""
