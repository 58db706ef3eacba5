"""What the project is made of: licences and known vulnerabilities of the packages it needs."""
