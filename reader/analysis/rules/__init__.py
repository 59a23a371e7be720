"""The rules of attribution: each finds one of the ways in which articles say whose words these are."""
