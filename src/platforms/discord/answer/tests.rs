//! Where an answer goes.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use serde_json::json;

use super::*;

/// Where the answer goes when a person presses a button of a message that Ana asked for.
fn placed(presser: &str, flags: u32, id: &str) -> Place {
    let interaction = json!({
        "id": "1", "application_id": "2", "type": 3, "token": "t", "channel_id": "3",
        "user": {"id": presser},
        "message": {"flags": flags, "interaction_metadata": {"user": {"id": "ana"}}},
    });
    let interaction = serde_json::from_value(interaction).unwrap();
    Question::by_press(&Press::read(id).unwrap(), &interaction).place
}

#[test]
fn only_who_asked_turns_the_pages_of_what_all_see() {
    let here = Place::Here { is_private: false };
    for id in ["/search x page:2", "back /search x", "part 2 /search x"] {
        assert_eq!(placed("ana", 0, id), here, "{id}");
        assert_eq!(placed("ben", 0, id), Place::Person, "{id}");
        assert_eq!(
            placed("ana", 64, id),
            Place::Here { is_private: true },
            "{id}"
        );
    }
}

#[test]
fn an_action_answers_who_asked_for_all_to_see_and_others_alone() {
    assert_eq!(placed("ana", 0, "/cite moss2001"), Place::Room);
    assert_eq!(placed("ben", 0, "/cite moss2001"), Place::Person);
    assert_eq!(placed("ana", 64, "/cite moss2001"), Place::Person);
    assert_eq!(placed("ana", 64, "share /search x"), Place::Room);
}

#[test]
fn a_mistake_and_a_private_command_are_announced_to_one_person() {
    let asked = |name: &str, private: bool| {
        let data = json!({"name": name, "type": 1, "options": [
            {"name": "query", "value": "x"}, {"name": "private", "value": private}]});
        Question::by_command(&serde_json::from_value(data).unwrap()).is_private()
    };
    assert!(!asked("search", false) && asked("search", true) && asked("serch", false));
}
