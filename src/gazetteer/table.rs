//! Reading the tables: tab-separated lines under a line of column names, lists parted by `;`.

/// The cells of each line but the first. A line with other than `N` cells is a mistake in the data,
/// which the tests of each table find.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = [""; N];
        let mut count = 0;
        for cell in line.split('\t') {
            *cells.get_mut(count)? = cell;
            count += 1;
        }
        (count == N).then_some(cells)
    })
}

/// The items of a list; none of an empty cell.
pub(super) fn list(cell: &'static str) -> Vec<&'static str> {
    cell.split(';').filter(|item| !item.is_empty()).collect()
}

/// A cell that may be empty.
pub(super) fn optional(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// Asserts that no line was passed over because of its number of cells.
#[cfg(test)]
pub(super) fn assert_complete<const N: usize>(table: &'static str) {
    for (number, line) in table.lines().enumerate() {
        assert_eq!(line.split('\t').count(), N, "line {}: {line}", number + 1);
    }
    assert_eq!(rows::<N>(table).count() + 1, table.lines().count());
}
