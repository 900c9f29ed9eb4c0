-- Bands of 32 bits instead of 16, so that strangers share none. The hashes are made anew when the archive is next written.
DROP INDEX documents_near_0;
DROP INDEX documents_near_1;
DROP INDEX documents_near_2;
DROP INDEX documents_near_3;
ALTER TABLE documents ADD COLUMN near_hash_more INTEGER;
CREATE INDEX documents_near_0 ON documents (near_hash & 4294967295, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_1 ON documents (near_hash >> 32 & 4294967295, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_2 ON documents (near_hash_more & 4294967295, near_hash_more) WHERE near_hash_more IS NOT NULL;
CREATE INDEX documents_near_3 ON documents (near_hash_more >> 32 & 4294967295, near_hash_more) WHERE near_hash_more IS NOT NULL;
