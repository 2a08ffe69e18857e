//! The recovery key: it brings the identity of the bot back where the store of its keys is lost.
//!
//! It is made once, and written into a file that only the operator can read; the log has the file's
//! name alone.

use matrix_sdk::Client;
use matrix_sdk::encryption::recovery::{RecoveryError, RecoveryState};

use super::kept::Kept;

/// Makes the recovery key where the account has none, and uses it where this device needs it.
///
/// Encryption works without it, so trouble here is told and nothing more.
pub(in super::super) async fn secure(client: &Client, kept: &Kept) {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    match encryption.recovery().state() {
        RecoveryState::Disabled => make(client, kept).await,
        RecoveryState::Incomplete => recover(client, kept).await,
        // The homeserver could not be asked; the next start does it.
        RecoveryState::Enabled | RecoveryState::Unknown => {}
    }
}

async fn make(client: &Client, kept: &Kept) {
    let file = kept.recovery_key_file();
    match client.encryption().recovery().enable().await {
        Ok(key) => match kept.keep_recovery_key(&key) {
            Ok(()) => {
                tracing::info!(file = %file.display(), "the recovery key is written: keep a copy of it elsewhere");
            }
            Err(error) => {
                tracing::error!(%error, file = %file.display(), "the recovery key could not be written, and is lost: make a new one from another session of the account");
            }
        },
        Err(RecoveryError::BackupExistsOnServer) => tracing::warn!(
            "the account has a backup of keys that this device can’t open: verify the device with `lectern matrix verify`, or reset the backup from another session of the account"
        ),
        Err(error) => {
            tracing::warn!(%error, "no recovery key could be made; the next start tries again");
        }
    }
}

async fn recover(client: &Client, kept: &Kept) {
    let file = kept.recovery_key_file();
    let key = match kept.recovery_key() {
        Ok(Some(key)) => key,
        Ok(None) => {
            tracing::warn!(
                file = %file.display(),
                "this device is not verified by the account: put the recovery key into the file, or run `lectern matrix verify`"
            );
            return;
        }
        Err(error) => {
            tracing::warn!(%error, file = %file.display(), "the recovery key can’t be read");
            return;
        }
    };
    match client.encryption().recovery().recover(&key).await {
        Ok(()) => {
            tracing::info!("the identity of the account was brought back by the recovery key");
        }
        Err(error) => tracing::warn!(
            %error,
            file = %file.display(),
            "the recovery key does not fit: put the right one into the file, or run `lectern matrix verify`"
        ),
    }
}
