//! Questions from papers: made, judged fair, chosen, and graded; pure logic over plain data.
//!
//! [`material`] is what questions are made of, [`question`] what they are, [`make`] makes them by a seed,
//! [`grade`] grades answers. Where the papers come from, and whom a question is shown to, is not known
//! here.

pub mod chance;
pub mod grade;
pub mod list;
pub mod make;
pub mod material;
pub mod package;
pub mod question;
mod sentence;
mod vocabulary;
mod worth;
