//! Questions from papers: made, judged fair, chosen, and graded; pure logic over plain data.
//!
//! [`material`] is what questions are made of, [`question`] what they are, [`make`] makes them by a seed,
//! [`grade`] grades answers. [`round`] is a round of them in a room, [`daily`] when a question of a day is
//! asked, [`score`] what answers amount to, [`plot`] shows it, [`report`] is for the teacher. Where the
//! papers come from, and whom a question is shown to, is not known here; nor is what time it is.

pub mod chance;
pub mod daily;
pub mod grade;
pub mod list;
pub mod make;
pub mod material;
pub mod moment;
pub mod package;
pub mod plot;
pub mod question;
pub mod report;
pub mod round;
pub mod score;
mod sentence;
mod vocabulary;
mod worth;
