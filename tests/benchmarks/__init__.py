"""How fast Knuffel is."""
