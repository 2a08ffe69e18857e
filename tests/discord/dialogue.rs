//! What a person sees on Discord: commands, completion, buttons, menus, private answers.

use serde_json::Value;

use super::bot::Bot;
use super::fake::{Ask, BEN, Fake, Place, choose, command, menu, press, press_id};

fn search(query: &str) -> Ask {
    command("search").option("query", query)
}

#[tokio::test]
async fn a_command_is_answered_for_everybody_with_what_can_be_done_next() {
    let (fake, _bot) = Bot::at_work().await;
    insta::assert_snapshot!(fake.answered(search("waggle dance")).await, @"
    | # 7 passages in 2 papers
    | **a** **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > Most followers of a **waggle** **dance** do not fly where it points. They return to flowers that they knew before, as if the **dance** merely reminded them of food.
    | **b** **Müller and Okafor (2019)** · What remains · `muller2019:3`
    | > The **dance** is of use in hard seasons, when flowers are scarce and far apart. In easy seasons a colony that cannot **dance** gathers as much nectar as any other.
    | **c** **Okafor (2014)** · The dance · `okafor2014:2`
    | > The **waggle** **dance** is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.
    [More] [Context] [Cite] [Related] [Source]
    [Another result … ▾ Context b / Cite b / Related b / Source b / Context c / Cite c / Related c / Source c]
    ");
}

#[tokio::test]
async fn another_result_than_the_first_is_chosen_from_a_list() {
    let (fake, _bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    insta::assert_snapshot!(fake.answered(choose(&found, "Cite c")).await, @r"
    | Okafor, R. (2014). How Honeybees Share a Map. *Journal of Small Creatures*. https\://doi.org/10.5555/bees.2014
    |
    | In the text: (Okafor, 2014, The dance section)
    |
    | *Missing: volume, pages.*
    [In text] [Quote] [Context] [MLA] [Chicago]
    [Harvard] [BibTeX]
    ");
    insta::assert_snapshot!(fake.answered(choose(&found, "Context b").by(BEN)).await, @"
    (only you can see this)
    | **Müller and Okafor (2019)** · An experiment · `muller2019:2`
    | > We turned the light in the hive, so that the dances pointed the wrong way. Only one follower in nine was misled.
    | **Müller and Okafor (2019)** · What remains · `muller2019:3`
    | > The dance is of use in hard seasons, when flowers are scarce and far apart. In easy seasons a colony that cannot dance gathers as much nectar as any other.
    [Context] [Cite] [Related] [Source] [Share]
    ");
}

#[tokio::test]
async fn every_command_of_the_table_is_registered_for_servers_and_people() {
    let (fake, _bot) = Bot::at_work().await;
    let registered = fake.with(|state| {
        assert_eq!(state.commands.len(), 1, "global, and nowhere twice");
        let line = |command: &Value| {
            let option = |option: &Value| {
                let name = option["name"].as_str().unwrap_or_default();
                let mark = if option["required"] == true { "*" } else { "" };
                let typing = if option["autocomplete"] == true {
                    "…"
                } else {
                    ""
                };
                format!("{name}{mark}:{}{typing}", option["type"])
            };
            let options = command["options"].as_array().into_iter().flatten();
            let options: Vec<String> = options.map(option).collect();
            let (kind, name) = (
                &command["type"],
                command["name"].as_str().unwrap_or_default(),
            );
            let places = format!("{}{}", command["integration_types"], command["contexts"]);
            format!("{kind} {name} {} {places}", options.join(" "))
        };
        let lines: Vec<String> = state.definitions().map(line).collect();
        lines.join("\n")
    });
    insta::assert_snapshot!(registered, @"
    1 search query*:3 paper:3… author:3… from:4 to:4 section:3 tag:3… mode:3 sort:3 results:4 page:4 private:5 [0,1][0,1,2]
    1 passage id*:3 before:4 after:4 notes:5 [0,1][0,1,2]
    1 define term*:3… author:3… page:4 private:5 [0,1][0,1,2]
    1 papers query:3 author:3… from:4 to:4 tag:3… page:4 [0,1][0,1,2]
    1 cite paper:3… passage:3 text:3 style:3… form:3 page:3 [0,1][0,1,2]
    1 source paper*:3… [0,1][0,1,2]
    1 references paper*:3… number:4 query:3 page:4 [0,1][0,1,2]
    1 citedby paper*:3… page:4 [0,1][0,1,2]
    1 verify text*:3 paper:3… [0,1][0,1,2]
    1 related passage:3 paper:3… [0,1][0,1,2]
    1 quiz start:1 join:1 leave:1 answer:1 hint:1 skip:1 stop:1 flag:1 [0,1][0,1,2]
    1 daily set:1 show:1 off:1 [0,1][0,1,2]
    1 score scope:3 period:3 timezone:3… [0,1][0,1,2]
    1 leaderboard scope:3 period:3 listed:5 [0,1][0,1,2]
    1 help command:3 [0,1][0,1,2]
    1 about  [0,1][0,1,2]
    3 Find source  [0,1][0,1,2]
    3 Verify quotation  [0,1][0,1,2]
    3 Define terms  [0,1][0,1,2]
    3 Make a question  [0,1][0,1,2]
    ");
}

#[tokio::test]
async fn commands_are_registered_in_the_servers_that_are_named() {
    let fake = Fake::start().await;
    let guilds = format!("guilds = [\"{}\"]", super::fake::SERVER);
    let _bot = Bot::on(&fake, &guilds).await;
    let scopes: Vec<Option<u64>> = fake.with(|state| state.commands.keys().copied().collect());
    assert_eq!(scopes, [Some(super::fake::SERVER)]);
}

#[tokio::test]
async fn commands_are_registered_once_for_all_starts() {
    let (fake, bot) = Bot::at_work().await;
    fake.answered(search("waggle dance")).await;
    let home = bot.home.clone();
    assert_eq!(bot.stop().await.code, Some(0));
    fake.with(super::fake::State::let_time_pass);
    let _bot = home.start();
    fake.until("a second connection", |state| state.opened == 2)
        .await;
    fake.until_ready().await;
    fake.answered(search("waggle dance")).await;
    assert_eq!(fake.with(|state| state.called("PUT ")), 1);
}

#[tokio::test]
async fn what_is_typed_is_completed() {
    let (fake, _bot) = Bot::at_work().await;
    let names = |choices: Vec<(String, Value)>| {
        let lines = choices
            .into_iter()
            .map(|(name, value)| format!("{name} → {value}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let paper = command("source").typing("paper", "mul");
    let author = search("x").typing("author", "oka");
    let term = command("define").typing("term", "wag");
    let style = command("cite").typing("style", "ap");
    let tag = search("x").typing("tag", "");
    let nothing = command("source").typing("paper", "zzzz");
    insta::assert_snapshot!(names(fake.choices(paper).await), @r#"Müller and Okafor (2019) · The Waggle Dance Reconsidered → "muller2019""#);
    insta::assert_snapshot!(names(fake.choices(author).await), @r#"okafor → "okafor""#);
    insta::assert_snapshot!(names(fake.choices(term).await), @r#"waggle dance → "waggle dance""#);
    insta::assert_snapshot!(names(fake.choices(style).await), @r#"apa → "apa""#);
    insta::assert_snapshot!(names(fake.choices(tag).await), @r#"
    animals → "animals"
    bees → "bees"
    economics → "economics"
    harbours → "harbours"
    history → "history"
    music → "music"
    "#);
    insta::assert_snapshot!(names(fake.choices(nothing).await), @"");
}

#[tokio::test]
async fn free_text_that_was_not_picked_is_resolved() {
    let (fake, _bot) = Bot::at_work().await;
    let source = command("source").option("paper", "waggle dance reconsidered");
    insta::assert_snapshot!(fake.answered(source).await, @"
    | # The Waggle Dance Reconsidered
    | Jean Müller, Ruth Okafor
    |
    | **Müller and Okafor (2019)** · article · 3 passages · bees · `muller2019`
    |
    | ```
    | Section        Passages
    | Doubts         1
    | An experiment  1
    | What remains   1
    | ```
    |
    | 3 passages, 81 words.
    |
    | No paper here cites it.
    [Read] [Cite] [Related]
    ");
}

#[tokio::test]
async fn a_button_runs_its_command() {
    let (fake, _bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    insta::assert_snapshot!(fake.answered(press(&found, "Context")).await, @"
    | **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > Most followers of a waggle dance do not fly where it points. They return to flowers that they knew before, as if the dance merely reminded them of food.
    | **Müller and Okafor (2019)** · An experiment · `muller2019:2`
    | > We turned the light in the hive, so that the dances pointed the wrong way. Only one follower in nine was misled.
    [Context] [Cite] [Related] [Source]
    ");
}

#[tokio::test]
async fn only_the_asker_pages_what_all_see() {
    let (fake, _bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    let by_ben = fake.answered(press(&found, "More").by(BEN)).await;
    assert!(by_ben.is_private, "another’s page is his own:\n{by_ben}");
    assert_ne!(by_ben.id, found.id);
    let next = fake.answered(press(&found, "More")).await;
    assert_eq!(
        next.id, found.id,
        "the asker’s page is in the place of the first"
    );
    insta::assert_snapshot!(next, @"
    | # 7 passages in 2 papers: 4 to 6
    | **a** **Müller and Okafor (2019)** · An experiment · `muller2019:2`
    | > We turned the light in the hive, so that the **dances** pointed the wrong way. Only one follower in nine was misled.
    | **b** **Okafor (2014)** · Abstract · `okafor2014:1`
    | > A honeybee that has found flowers tells her nestmates where they are by **dancing**. This article describes the **waggle** **dance**, what the watchers learn from it, and what they ignore.
    | **c** **Okafor (2014)** · The dance · `okafor2014:3`
    | > The direction of the run tells the direction of the flowers, measured from the sun, and its length tells the distance.
    [Back] [More] [Context] [Cite] [Related]
    [Source]
    [Another result … ▾ Context b / Cite b / Related b / Source b / Context c / Cite c / Related c]
    ");
}

#[tokio::test]
async fn a_button_works_after_a_restart() {
    let (fake, bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    let home = bot.home.clone();
    bot.stop().await;
    fake.with(super::fake::State::let_time_pass);
    let _bot = home.start();
    let answered = fake.answered(press(&found, "Cite")).await;
    assert!(answered.to_string().contains("Müller"), "{answered}");
}

#[tokio::test]
async fn a_message_of_somebody_can_be_looked_up() {
    let (fake, _bot) = Bot::at_work().await;
    let said = "Most followers of a waggle dance do not fly where it points.";
    insta::assert_snapshot!(fake.answered(menu("Find source", said)).await, @"
    | # 8 passages in 2 papers
    | **a** **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > Most **followers** of a **waggle** **dance** do not **fly** where it **points**. They return to flowers that they knew before, as if the **dance** merely reminded them of food.
    | **b** **Müller and Okafor (2019)** · An experiment · `muller2019:2`
    | > We turned the light in the hive, so that the **dances** **pointed** the wrong way. Only one **follower** in nine was misled.
    | **c** **Okafor (2014)** · The dance · `okafor2014:2`
    | > The **waggle** **dance** is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.
    [More] [Context] [Cite] [Related] [Source]
    [Another result … ▾ Context b / Cite b / Related b / Source b / Context c / Cite c / Related c / Source c]
    ");
    insta::assert_snapshot!(fake.answered(menu("Verify quotation", said)).await, @"
    | # Verbatim in Müller and Okafor (2019)
    | **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > **Most followers of a waggle dance do not fly where it points**. They return to flowers that they knew before, as if the dance merely reminded them of food.
    [Context] [Cite] [Related] [Source]
    ");
    insta::assert_snapshot!(fake.answered(menu("Find source", "")).await, @"
    (only you can see this)
    | “/search” needs “query”: what to look for, in plain words.
    |
    | Try: `/search buffer state from:1990`
    |
    | Perhaps you meant:
    [/papers]
    ");
}

#[tokio::test]
async fn a_question_is_made_of_a_message_that_quotes_a_paper() {
    let (fake, _bot) = Bot::at_work().await;
    let said = "The waggle dance is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.";
    insta::assert_snapshot!(fake.answered(menu("Make a question", said)).await, @r"
    (only you can see this)
    | # A question about this
    | In Okafor (2014), what is “a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began” (two words)?
    |
    | ||Answer: waggle dance||
    |
    | ||“The waggle dance is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.” Okafor (2014)||
    [Context] [Cite] [Related] [Source]
    ");
    let said = "We turned the light in the hive, so that the dances pointed the wrong way.";
    insta::assert_snapshot!(fake.answered(menu("Make a question", said)).await, @"
    (only you can see this)
    | # Nothing in this passage can fairly be asked: no sentence of it stands alone and has a term, a name or a number to ask for.
    [Context] [Cite] [Related] [Source]
    ");
    insta::assert_snapshot!(fake.answered(menu("Make a question", "Who is coming to lunch today?")).await, @"
    (only you can see this)
    | # No paper here says this, so there is nothing to ask: a question is made of a message that quotes a paper, in four words or more.
    ");
    insta::assert_snapshot!(fake.answered(menu("Make a question", "")).await, @"
    (only you can see this)
    | # No paper here says this, so there is nothing to ask: a question is made of a message that quotes a paper, in four words or more.
    ");
}

#[tokio::test]
async fn it_answers_wherever_it_is_asked() {
    let (fake, _bot) = Bot::at_work().await;
    let in_channel = fake.answered(search("waggle dance")).await.to_string();
    for place in [Place::Thread, Place::Direct, Place::Elsewhere] {
        let answered = fake.answered(search("waggle dance").inside(place)).await;
        assert_eq!(answered.to_string(), in_channel, "{place:?}");
    }
}

#[tokio::test]
async fn a_private_answer_can_be_shared() {
    let (fake, _bot) = Bot::at_work().await;
    let private = fake
        .answered(search("waggle dance").option("private", true))
        .await;
    insta::assert_snapshot!(private, @"
    (only you can see this)
    | # 7 passages in 2 papers
    | **a** **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > Most followers of a **waggle** **dance** do not fly where it points. They return to flowers that they knew before, as if the **dance** merely reminded them of food.
    | **b** **Müller and Okafor (2019)** · What remains · `muller2019:3`
    | > The **dance** is of use in hard seasons, when flowers are scarce and far apart. In easy seasons a colony that cannot **dance** gathers as much nectar as any other.
    | **c** **Okafor (2014)** · The dance · `okafor2014:2`
    | > The **waggle** **dance** is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.
    [More] [Context] [Cite] [Related] [Source]
    [Share]
    [Another result … ▾ Context b / Cite b / Related b / Source b / Context c / Cite c / Related c / Source c]
    ");
    let asked = fake.ask(press(&private, "Share")).await;
    let shared = fake
        .some("a message for everybody", |state| {
            let shown = state.turn(&asked)?.shown.iter();
            let mut messages = shown.filter_map(|id| state.messages.get(id));
            messages.find(|message| !message.is_private).cloned()
        })
        .await;
    insta::assert_snapshot!(shared, @"
    | # 7 passages in 2 papers
    | **a** **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > Most followers of a **waggle** **dance** do not fly where it points. They return to flowers that they knew before, as if the **dance** merely reminded them of food.
    | **b** **Müller and Okafor (2019)** · What remains · `muller2019:3`
    | > The **dance** is of use in hard seasons, when flowers are scarce and far apart. In easy seasons a colony that cannot **dance** gathers as much nectar as any other.
    | **c** **Okafor (2014)** · The dance · `okafor2014:2`
    | > The **waggle** **dance** is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.
    [More] [Context] [Cite] [Related] [Source]
    [Another result … ▾ Context b / Cite b / Related b / Source b / Context c / Cite c / Related c / Source c]
    ");
}

#[tokio::test]
async fn mistakes_and_empty_answers_are_for_the_asker_alone() {
    let (fake, _bot) = Bot::at_work().await;
    insta::assert_snapshot!(fake.answered(search("zeppelin")).await, @"
    (only you can see this)
    | # No paper has “zeppelin”.
    ");
    let mistake = command("cite").option("page", "3");
    insta::assert_snapshot!(fake.answered(mistake).await, @"
    (only you can see this)
    | “/cite” needs “passage” or “paper” or “text”.
    |
    | Try: `/cite passage:liang2014:10 style:mla form:intext`
    ");
}

#[tokio::test]
async fn an_old_client_is_told_in_private_what_to_do() {
    let (fake, _bot) = Bot::at_work().await;
    let gone = command("summarise").option("paper", "waltz1979").outdated();
    insta::assert_snapshot!(fake.answered(gone).await, @"
    (only you can see this)
    | There is no command “summarise”.
    |
    | Try: `/help`
    ");
    let option = search("dance").option("colour", "blue").outdated();
    insta::assert_snapshot!(fake.answered(option).await, @"
    (only you can see this)
    | “/search” has no option “colour”.
    |
    | Try: `/search buffer state from:1990`
    |
    | Perhaps you meant:
    [/search dance colour:blue]
    ");
    let found = fake.answered(search("waggle dance")).await;
    insta::assert_snapshot!(fake.answered(press_id(&found, "v0:42")).await, @"
    (only you can see this)
    | *This button is from an earlier version and does nothing any more. Give the command again: its answer has new ones.*
    ");
    let lost = "#0123456789abcdef0123456789abcdef";
    insta::assert_snapshot!(fake.answered(press_id(&found, lost)).await, @"
    (only you can see this)
    | *This button is from an earlier version and does nothing any more. Give the command again: its answer has new ones.*
    ");
}

#[tokio::test]
async fn who_asks_too_often_gets_a_hint() {
    let fake = Fake::start().await;
    let _bot = Bot::on(&fake, "[limits]\nper_minute = 2").await;
    for _ in 0..2 {
        assert!(!fake.answered(search("waggle dance")).await.is_private);
    }
    insta::assert_snapshot!(fake.answered(search("waggle dance")).await, @"
    (only you can see this)
    | *You may ask 2 commands a minute here. Ask again in 59 seconds.*
    ");
    let other = fake.answered(search("waggle dance").by(BEN)).await;
    assert!(!other.is_private, "another person is not meant:\n{other}");
    // Completion does not count.
    fake.choices(command("source").typing("paper", "mul")).await;
}

#[tokio::test]
async fn nothing_that_somebody_says_pings_or_breaks_the_mark_up() {
    let (fake, _bot) = Bot::at_work().await;
    let said = "@everyone <@1000000000000000002> **dance** `x` ||y|| [a](https://b.example) ~~z~~";
    insta::assert_snapshot!(fake.answered(search(said)).await, @"
    | # 7 passages in 2 papers
    | *No paper has “everyone”, “1000000000000000002”, “x”, “y”, “https”, “b”, “example” or “z”.*
    | **a** **Müller and Okafor (2019)** · Doubts · `muller2019:1`
    | > Most followers of a waggle **dance** do not fly where it points. They return to flowers that they knew before, as if the **dance** merely reminded them of food.
    | **b** **Müller and Okafor (2019)** · An experiment · `muller2019:2`
    | > We turned the light in the hive, so that the **dances** pointed the wrong way. Only one follower in nine was misled.
    | **c** **Okafor (2014)** · The dance · `okafor2014:2`
    | > The waggle **dance** is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.
    [More] [Context] [Cite] [Related] [Source]
    [Another result … ▾ Context b / Cite b / Related b / Source b / Context c / Cite c / Related c / Source c]
    ");
}
