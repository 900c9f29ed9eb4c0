//! The archive on disk: open, migrate, write, check. The only place that changes rows.
