//! What a person sees.

mod render;
