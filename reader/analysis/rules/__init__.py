"""The rules of attribution: whose words these are, each rule a way in which articles say it."""
