-- What is asked of very many documents or quotes is read from an index, and not from rows that hold their texts.
CREATE INDEX documents_facts ON documents (id, day, source, place, lang);
CREATE INDEX documents_copies ON documents (id, day, source, place, lang, copy_of) WHERE copy_of IS NOT NULL;
DROP INDEX quotes_document;
CREATE INDEX quotes_document ON quotes (document, speaker);
DROP INDEX quotes_speaker;
CREATE INDEX quotes_speaker ON quotes (speaker, day, document);
