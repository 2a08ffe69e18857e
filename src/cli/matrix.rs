//! `lectern matrix`: the bot's account on Matrix, logged in, verified and logged out.

mod asking;

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::bail;
use clap::{Args, Subcommand};

use super::output::{self, tell};
use super::{Common, Ending, run};
use crate::config::{self, Config, Secret};
use crate::platforms::matrix::{self, Error, Identity};

/// What `--help` adds.
pub(super) const HELP: &str = "\
The account must be there: its homeserver, or the homeserver's operator, makes it; matrix.user names
it. What is kept of the login lies in the data folder, readable by its owner alone. While `lectern run`
is using the folder, these commands end with 1.

Examples:
  lectern matrix login
  lectern matrix verify
  lectern matrix verify @ana:example.org
  lectern matrix logout";

const LOGIN_HELP: &str = "\
The password is asked for, unless LECTERN_MATRIX_PASSWORD, matrix.password_file or a token is there. It
is kept nowhere. Ends with 0 where the bot is logged in, with 1 where the homeserver can't be reached,
with 2 where it refuses or the configuration is wrong.

Example:
  lectern matrix login --config /etc/lectern/lectern.toml";

const LOGOUT_HELP: &str = "\
The recovery key stays in the data folder: it gives the next login its identity. Ends with 1 where the
homeserver can't be reached.

Example:
  lectern matrix logout";

const VERIFY_HELP: &str = "\
Start a verification of the bot in your client, in its profile, or name yourself here and accept it
there. Both sides then show seven emoji, to be compared. Ends with 1 where nothing was verified.

Examples:
  lectern matrix verify
  lectern matrix verify @ana:example.org";

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Log the bot in, as a device of its own, and make its recovery key.
    #[command(after_help = LOGIN_HELP)]
    Login,
    /// Log the bot out, and forget its device and its keys.
    #[command(after_help = LOGOUT_HELP)]
    Logout,
    /// Verify the bot by emoji.
    #[command(after_help = VERIFY_HELP)]
    Verify {
        /// Whom to ask; without it the first who asks is answered.
        #[arg(value_name = "USER")]
        user: Option<String>,
    },
}

pub(super) fn matrix(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let _only_one = run::only_one(&config.data)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(async {
        match &options.what {
            What::Login => login(config).await,
            What::Logout => logout(&config).await,
            What::Verify { user } => verify(&config, user.as_deref()).await,
        }
    });
    // What the homeserver still owes us must not hold the program back.
    runtime.shutdown_timeout(Duration::from_secs(1));
    ended
}

async fn login(mut config: Config) -> anyhow::Result<Ending> {
    let (settings, data) = (&mut config.matrix, &config.data);
    let needs_password = match matrix::identity(data)? {
        None => !matrix::can_log_in(settings),
        Some(_) => !matrix::can_log_in(settings) && !matrix::has_keys(data),
    };
    if needs_password {
        settings.password = Some(password(settings)?);
    }
    let logged_in = match matrix::login(settings, data).await {
        Err(Error::AskedAgain | Error::NotLoggedIn) if !needs_password => {
            settings.password = Some(password(settings)?);
            matrix::login(settings, data).await
        }
        logged_in => logged_in,
    };
    let (identity, is_new) = logged_in?;
    output::print(&told_of(&identity, is_new))?;
    Ok(Ending::Done)
}

/// Asks for the password, once.
fn password(settings: &config::Matrix) -> anyhow::Result<Secret> {
    let Some(user) = &settings.user else {
        return Err(Error::NoUser.into());
    };
    let Some(password) = asking::secret(&format!("Password of {user}: "))? else {
        bail!("no password was given");
    };
    Ok(Secret(password))
}

fn told_of(identity: &Identity, is_new: bool) -> String {
    let Identity { user, device, .. } = identity;
    let done = if is_new {
        "logged in"
    } else {
        "already logged in"
    };
    let mut text = format!("{done} as {user}, device {device}\n");
    if let Some(file) = &identity.recovery_key {
        let file = file.display();
        let _ = writeln!(
            text,
            "the recovery key is in {file}: keep a copy of it elsewhere"
        );
    }
    text
}

async fn logout(config: &Config) -> anyhow::Result<Ending> {
    match matrix::logout(&config.data).await? {
        Some(user) => output::print(&format!("logged out {user}\n"))?,
        None => output::print("the bot was not logged in\n")?,
    }
    Ok(Ending::Done)
}

async fn verify(config: &Config, user: Option<&str>) -> anyhow::Result<Ending> {
    // Nobody is asked to start something that can't be.
    if let Some(lack) = matrix::lacks(&config.matrix, &config.data) {
        return Err(lack.into());
    }
    tell(&match user {
        Some(user) => format!("waiting until {user} accepts; Ctrl-C gives up"),
        None => "waiting for a verification: start one in your client, in the bot’s profile; Ctrl-C gives up".to_owned(),
    });
    let verifying = matrix::verify(&config.matrix, &config.data, user).await?;
    let mut text = format!("{} must see the same:\n\n", verifying.with());
    for emoji in verifying.emoji() {
        let _ = writeln!(text, "  {}  {}", emoji.symbol, emoji.name);
    }
    output::print(&format!("{text}\n"))?;
    let question = "The same, in the same order? (yes or no): ";
    let answer = tokio::task::spawn_blocking(move || asking::line(question)).await??;
    let is_same = matches!(answer.to_lowercase().as_str(), "y" | "yes");
    let with = verifying.with();
    verifying.end(is_same).await?;
    output::print(&format!("verified with {with}\n"))?;
    Ok(Ending::Done)
}
