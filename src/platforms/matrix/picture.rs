//! Answers with a picture: one event, whose caption says the same in words. Encrypted where the room is.

use matrix_sdk::attachment::{AttachmentConfig, AttachmentInfo, BaseImageInfo};
use matrix_sdk::room::reply::{EnforceThread, Reply as InReply};
use matrix_sdk::ruma::events::Mentions;
use matrix_sdk::ruma::events::room::message::{AddMentions, TextMessageEventContent};
use matrix_sdk::ruma::{EventId, UInt};
use matrix_sdk::{Error, Room};

use super::answer::Spot;
use super::desk::Desk;
use super::message::{self, Message, Shown, View};
use super::send;
use crate::conversation::reply::{Block, FileBlock, Reply};

impl Desk {
    /// Sends an answer with its picture; without it where the homeserver takes none, in lines of characters.
    pub(super) async fn reply_with_picture(
        &self,
        spot: Spot<'_>,
        (reply, shown): (&Reply, &Shown),
    ) -> Result<(), Error> {
        let Some(picture) = picture(reply) else {
            return self.reply(spot, shown).await;
        };
        let view = View {
            command: None,
            part: 1,
        };
        let words = message::show(&without(reply), view).message;
        match sent(spot, picture, &words).await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) => {
                tracing::info!(%error, room = %spot.room.room_id(), "a picture could not be sent; it is drawn in characters");
            }
        }
        self.reply(spot, shown).await
    }
}

/// The picture of a reply.
fn picture(reply: &Reply) -> Option<&FileBlock> {
    reply.blocks.iter().find_map(|block| match block {
        Block::File(file) if file.media.starts_with("image/") => Some(file),
        _ => None,
    })
}

/// A reply without its files.
fn without(reply: &Reply) -> Reply {
    let mut words = reply.clone();
    words
        .blocks
        .retain(|block| !matches!(block, Block::File(_)));
    words
}

/// Sends a picture under its words, and says whether it is one that can be sent.
async fn sent(spot: Spot<'_>, picture: &FileBlock, words: &Message) -> Result<bool, Error> {
    let room: &Room = spot.room;
    let Ok(media) = picture.media.parse() else {
        return Ok(false);
    };
    let image = BaseImageInfo {
        size: UInt::try_from(picture.data.len()).ok(),
        ..BaseImageInfo::default()
    };
    let to = InReply {
        event_id: EventId::parse(&spot.event.id)?,
        enforce_thread: EnforceThread::MaybeThreaded,
        add_mentions: AddMentions::No,
    };
    let caption = TextMessageEventContent::html(&words.body, &words.html);
    let config = AttachmentConfig::new()
        .txn_id(send::transaction(&format!("{} picture", spot.event.id)))
        .info(AttachmentInfo::Image(image))
        .caption(Some(caption))
        .mentions(Some(Mentions::new()))
        .reply(Some(to));
    let data = picture.data.clone();
    room.send_attachment(&picture.name, &media, data, config)
        .await?;
    Ok(true)
}
