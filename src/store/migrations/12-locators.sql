-- No statement looks locators up by their import, and the index repeated each of them.
DROP INDEX document_locators_import;
