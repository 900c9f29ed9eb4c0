//! Schema, migrations, check, hostile archives.
