-- Full text. The words are cut and folded by dateline, in the archive as here, so that both find the same; no
-- text search configuration of the server's has a part in it. Those of the title come first and have weight A.
CREATE TABLE documents_fts (
  rowid        bigint PRIMARY KEY,
  length       bigint NOT NULL,
  title_length bigint NOT NULL,
  words        tsvector NOT NULL
);
CREATE TABLE quotes_fts (
  rowid        bigint PRIMARY KEY,
  length       bigint NOT NULL,
  title_length bigint NOT NULL,
  words        tsvector NOT NULL
);

-- Together these are FTS5's BM25, so that what fits best comes first here as there.

-- How often a text has a phrase, in its title and in its body counting as often as is said. Phrases do not run from a
-- title into the body. Of a prefix the last word is a beginning.
CREATE FUNCTION phrase_hits(
  words tsvector, title_length bigint, phrase text[], is_prefix boolean, title double precision, body double precision
)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum(CASE WHEN in_title THEN title ELSE body END), 0)
  FROM (
    SELECT position <= title_length AS in_title
    FROM unnest(phrase) WITH ORDINALITY AS part (word, number)
    -- To weigh the wanted words and keep that weight alone is quicker than to look at all.
    JOIN unnest(CASE WHEN is_prefix THEN words ELSE ts_filter(setweight(words, 'C', phrase), '{c}') END) AS found
      ON found.lexeme = part.word
      OR is_prefix AND part.number = cardinality(phrase) AND starts_with(found.lexeme, part.word)
    CROSS JOIN LATERAL unnest(found.positions) AS position
    GROUP BY position - part.number, position <= title_length
    HAVING count(DISTINCT part.number) = cardinality(phrase)
  ) AS hits
$$;

-- The same of the phrase of this number among phrases near one another: only where all of them are in one column, and
-- none ends more than so many words before the one that begins last.
CREATE FUNCTION near_hits(
  words tsvector, title_length bigint, phrases text[], distance bigint, wanted bigint,
  title double precision, body double precision
)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH part AS (
    SELECT phrase.number AS phrase, word.number, word.word, count(*) OVER (PARTITION BY phrase.number) AS length
    FROM unnest(phrases) WITH ORDINALITY AS phrase (text, number)
    CROSS JOIN LATERAL unnest(string_to_array(phrase.text, ' ')) WITH ORDINALITY AS word (word, number)
  ),
  hit AS (
    SELECT part.phrase, part.length, position - part.number AS start, position <= title_length AS in_title
    FROM part
    JOIN unnest(ts_filter(setweight(words, 'C', (SELECT array_agg(word) FROM part)), '{c}')) AS found
      ON found.lexeme = part.word
    CROSS JOIN LATERAL unnest(found.positions) AS position
    GROUP BY part.phrase, part.length, position - part.number, position <= title_length
    HAVING count(DISTINCT part.number) = part.length
  )
  SELECT coalesce(sum(CASE WHEN hit.in_title THEN title ELSE body END), 0)
  FROM hit
  WHERE hit.phrase = wanted AND EXISTS (
    SELECT FROM hit AS last
    WHERE last.in_title = hit.in_title AND hit.start BETWEEN last.start - hit.length - distance AND last.start
      AND cardinality(phrases) = (
        SELECT count(DISTINCT other.phrase) FROM hit AS other
        WHERE other.in_title = last.in_title AND other.start BETWEEN last.start - other.length - distance AND last.start
      )
  )
$$;

-- What a phrase weighs that so many of so many texts have.
CREATE FUNCTION rarity(hits bigint, texts bigint) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(
    ln((texts - hits + 0.5::double precision) / (hits + 0.5::double precision)), 1e-6::double precision)
$$;

-- What so many hits are worth in a text of this length, where texts have that length on average.
CREATE FUNCTION relevance(hits double precision, length bigint, average double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT hits * 2.2::double precision
         / (hits + 1.2::double precision * (1 - 0.75::double precision + 0.75::double precision * length / average))
$$;
