"""HTTP as every service shows it: principals, commands, lists, problems, health."""
