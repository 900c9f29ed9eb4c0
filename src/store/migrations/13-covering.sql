-- What is asked of very many documents or quotes is read from an index, and not from rows that hold their texts.
CREATE INDEX documents_facts ON documents (id, day, source, place, lang);
DROP INDEX quotes_speaker;
CREATE INDEX quotes_speaker ON quotes (speaker, day, document);
