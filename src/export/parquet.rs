//! Apache Parquet: typed columns, any of which may be NULL, compressed by Snappy, in row groups of bounded size.

use std::io;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::cell::Cell;
use super::model::{Column, Holds};
use super::{File, Rows};

/// A row group is written once it holds so much: what is held in memory, a little more than once.
const GROUP_BYTES: usize = 8 << 20;
const GROUP_ROWS: usize = 100_000;

pub struct Parquet {
    file: SerializedFileWriter<File>,
    columns: Vec<Held>,
    rows: usize,
    bytes: usize,
}

/// The values of a column that wait for their row group, and for each row 1, or 0 for NULL.
struct Held {
    values: Values,
    present: Vec<i16>,
}

enum Values {
    Integers(Vec<i64>),
    Reals(Vec<f64>),
    Texts(Vec<ByteArray>),
    /// Days since 1970-01-01.
    Days(Vec<i32>),
}

impl Parquet {
    pub fn begin(columns: &[Column], out: File) -> io::Result<Parquet> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned());
        let schema = schema(columns).map_err(io_error)?;
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties.build())).map_err(io_error)?;
        let held = |column: &Column| Held {
            values: match column.holds {
                Holds::Integer => Values::Integers(Vec::new()),
                Holds::Real => Values::Reals(Vec::new()),
                Holds::Text => Values::Texts(Vec::new()),
                Holds::Day => Values::Days(Vec::new()),
            },
            present: Vec::new(),
        };
        Ok(Parquet { file, columns: columns.iter().map(held).collect(), rows: 0, bytes: 0 })
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for Held { values, present } in &mut self.columns {
            match values {
                Values::Integers(values) => write_column::<Int64Type>(&mut group, values, present)?,
                Values::Reals(values) => write_column::<DoubleType>(&mut group, values, present)?,
                Values::Texts(values) => write_column::<ByteArrayType>(&mut group, values, present)?,
                Values::Days(values) => write_column::<Int32Type>(&mut group, values, present)?,
            }
            present.clear();
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Rows for Parquet {
    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            match (&mut column.values, cell) {
                (_, Cell::Null) => {}
                (Values::Integers(values), Cell::Integer(number)) => values.push(*number),
                (Values::Reals(values), Cell::Real(number)) => values.push(*number),
                (Values::Days(values), Cell::Day(date)) => values.push(since_1970(*date)),
                (Values::Texts(values), Cell::Text(text)) => {
                    self.bytes += text.len();
                    values.push(ByteArray::from(text.as_bytes().to_vec()));
                }
                // Cells come typed by their columns.
                _ => return Err(io::Error::other("a value is not of its column's type")),
            }
            column.present.push(i16::from(*cell != Cell::Null));
            self.bytes += size_of::<i64>();
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group().map_err(io_error)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if self.rows > 0 {
            self.write_group().map_err(io_error)?;
        }
        self.file.close().map_err(io_error)?;
        Ok(())
    }
}

fn write_column<T: DataType>(
    group: &mut SerializedRowGroupWriter<File>,
    values: &mut Vec<T::T>,
    present: &[i16],
) -> Result<()> {
    let missing = || ParquetError::General("a column is missing".into());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    column.typed::<T>().write_batch(values, Some(present), None)?;
    values.clear();
    column.close()
}

fn schema(columns: &[Column]) -> Result<TypePtr> {
    let mut fields = Vec::new();
    for column in columns {
        let (physical, logical) = match column.holds {
            Holds::Integer => (Physical::INT64, None),
            Holds::Real => (Physical::DOUBLE, None),
            Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Holds::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        let field = Type::primitive_type_builder(&column.name, physical).with_logical_type(logical);
        fields.push(Arc::new(field.with_repetition(Repetition::OPTIONAL).build()?));
    }
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

fn since_1970(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - NaiveDate::default().num_days_from_ce()
}

/// So that a full disk is still seen as one.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
