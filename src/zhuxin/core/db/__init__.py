"""The database: SQLAlchemy Core writes the SQL, psycopg carries it (ADR 0002)."""
