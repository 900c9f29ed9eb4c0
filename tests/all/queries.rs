//! Goldens from query to rows; brute force.
