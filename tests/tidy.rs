//! Every "never" of the house as a test.
