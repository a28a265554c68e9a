"""How an answer looks in the browser. Draws plain data; knows nothing of retrieval."""
