//! Server functions for the islands. Each reads the request, calls a function of `domain::ops`, and answers.
