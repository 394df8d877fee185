"""Where things are kept: the database session, its migrations, and the object store."""
