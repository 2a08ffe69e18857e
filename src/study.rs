//! Questions from papers: made, judged fair, chosen, and graded; pure logic over plain data.
//!
//! [`material`] is what questions are made of, [`make`] makes them by a seed, [`question`] is what they
//! are. Where the papers come from, and whom a question is shown to, is not known here.

pub mod chance;
pub mod make;
pub mod material;
pub mod question;
mod sentence;
mod vocabulary;
mod worth;
