"""The engines: `tantivy_index`, embedded, and `memory`, which tells what the others must answer."""
