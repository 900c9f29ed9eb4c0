-- Near-duplicates are looked for among the hashes alone, without reading the bodies beside them.
CREATE INDEX documents_near_hash ON documents (near_hash) WHERE near_hash IS NOT NULL;
