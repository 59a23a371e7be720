"""Commands: functions with a name, keys and a help, from which key table, help and palette are made."""
