"""What the tests share: the database server, the app under test, people to act as, and builders of records."""
