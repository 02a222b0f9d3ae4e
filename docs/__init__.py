"""What is written from the schemas, the rules, the waivers and the commands."""
