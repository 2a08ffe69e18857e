//! Twenty players.

use super::*;

#[test]
fn twenty_players_have_their_places_by_the_order_of_their_answers() {
    let names: Vec<String> = (1..20).map(|number| format!("p{number:02}")).collect();
    let joins = names.iter().map(|who| format!("1 {who}: join"));
    // Every third one is wrong; the starter is last.
    let answers = names.iter().enumerate().map(|(at, who)| {
        let said = if at % 3 == 2 { "a" } else { "b" };
        format!("2 {who}: {said}")
    });
    let lines: Vec<String> = joins
        .chain(answers)
        .chain(["3 ana: b".to_owned()])
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let played = played(race(None), 1, &lines);
    let end: Vec<&str> = played
        .lines()
        .filter(|line| line.starts_with("  revealed") || line.starts_with("  ended"))
        .collect();
    insta::assert_snapshot!(end.join("\n"), @r"
    revealed 1: hedging; p01 15; p02 13; p04 11; p05 10; p07 10; p08 10; p10 10; p11 10; p13 10; p14 10; p16 10; p17 10; p19 10; ana 10; p03 not; p06 not; p09 not; p12 not; p15 not; p18 not
    ended after 1 of 1: Finished; 1. p01 15 (1/1); 2. p02 13 (1/1); 3. p04 11 (1/1); 4. ana 10 (1/1); 4. p05 10 (1/1); 4. p07 10 (1/1); 4. p08 10 (1/1); 4. p10 10 (1/1); 4. p11 10 (1/1); 4. p13 10 (1/1); 4. p14 10 (1/1); 4. p16 10 (1/1); 4. p17 10 (1/1); 4. p19 10 (1/1); 15. p03 0 (0/1); 15. p06 0 (0/1); 15. p09 0 (0/1); 15. p12 0 (0/1); 15. p15 0 (0/1); 15. p18 0 (0/1)
    ");
}

#[test]
fn of_twenty_players_eleven_skip() {
    let names: Vec<String> = (1..20).map(|number| format!("p{number:02}")).collect();
    let joins = names.iter().map(|who| format!("1 {who}: join"));
    let skips = names.iter().take(11).map(|who| format!("2 {who}: skip"));
    let lines: Vec<String> = joins.chain(skips).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let played = played(race(None), 2, &lines);
    let votes = played.matches("Skipping").count();
    assert_eq!(votes, 10, "{played}");
    assert!(played.contains("revealed 1: hedging, skipped\n  asked 2 of 2"));
}
