"""What tracing costs at the size of a nation, beside a naive join and beside DuckDB."""
