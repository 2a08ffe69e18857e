//! A `PostgreSQL` server of this process, with a database for each test, gone with the process.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::Connection as _;

/// Longer than a server takes to start, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(2);
/// `PostgreSQL` does not run as root: there it runs as nobody.
const NOBODY: u32 = 65_534;

/// Ends the server when its input ends, as it does with the process that holds the other end.
const SCRIPT: &str = r#"
"$0" -D "$1/data" -k "$1" "${@:2}" >"$1/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$1"
"#;

/// A server on a socket of a folder.
pub(crate) struct Server {
    folder: PathBuf,
    port: String,
    /// The one that ends the server when this process ends.
    _keeper: Child,
    databases: AtomicU32,
}

/// The server of this process; where there can be none, that is said.
pub(crate) fn server(settings: &[&str]) -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let start = || programs().map(|programs| Server::start(&programs, settings, &[]));
    SERVER.get_or_init(start).as_ref()
}

/// The folder with the programs; where there is none, that is said.
pub(crate) fn programs() -> Option<PathBuf> {
    let programs = std::env::var_os("LECTERN_POSTGRES").map(PathBuf::from);
    if programs.is_none() {
        eprintln!("left out: LECTERN_POSTGRES names no folder with the programs of PostgreSQL");
    }
    programs
}

impl Server {
    /// Starts a server with settings, and with files of these names in its data folder.
    pub(crate) fn start(programs: &Path, settings: &[&str], files: &[(&str, &str)]) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("lectern-pg-")
            .tempdir_in("/tmp");
        let folder = folder.unwrap().keep();
        let is_root = nix::unistd::geteuid().is_root();
        if is_root {
            chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let programs = reachable(programs, &folder, is_root);
        let as_somebody = |mut command: Command| {
            if is_root {
                command.uid(NOBODY).gid(NOBODY);
            }
            command.current_dir(&folder);
            command
        };
        let mut made = as_somebody(Command::new(programs.join("initdb")));
        made.arg("-D").arg(folder.join("data"));
        made.args(["-U", "lectern", "-A", "trust", "-E", "UTF8"]);
        let made = made.args(["--locale=C", "--no-sync"]).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        for (name, text) in files {
            let file = folder.join("data").join(name);
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
            if is_root {
                chown(&file, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        let mut keeper = as_somebody(Command::new("bash"));
        keeper.arg("-c").arg(SCRIPT).arg(programs.join("postgres"));
        keeper.arg(&folder).args(["-c", "listen_addresses="]);
        keeper.args(["-c", "max_connections=200"]).args(settings);
        let keeper = keeper.stdin(Stdio::piped()).spawn().unwrap();
        let port = settings.iter().find_map(|one| one.strip_prefix("port="));
        let server = Self {
            port: port.unwrap_or("5432").to_owned(),
            folder,
            _keeper: keeper,
            databases: AtomicU32::new(0),
        };
        server.wait();
        server
    }

    /// Waits until the server takes connections.
    fn wait(&self) {
        let since = Instant::now();
        while self.run_sql("SELECT 1").is_err() {
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(since.elapsed() < PATIENCE, "no server yet: {log}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Makes an empty database and gives its URL.
    pub(crate) fn database(&self) -> String {
        self.url(&self.database_name())
    }

    /// Makes an empty database and gives its name.
    pub(crate) fn database_name(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        self.run_sql(&format!("CREATE DATABASE {name}")).unwrap();
        name
    }

    fn url(&self, database: &str) -> String {
        let folder = self.folder.display();
        let port = &self.port;
        format!("postgres://lectern@localhost:{port}/{database}?host={folder}")
    }

    /// Runs a statement of this file, on a thread of its own, as a test may be asynchronous.
    fn run_sql(&self, statement: &str) -> Result<(), sqlx::Error> {
        let run = async {
            let url = self.url("postgres");
            let mut connection = sqlx::postgres::PgConnection::connect(&url).await?;
            let statement = sqlx::AssertSqlSafe(statement);
            sqlx::raw_sql(statement).execute(&mut connection).await?;
            connection.close().await
        };
        std::thread::scope(|scope| {
            let run = scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread();
                let runtime = { runtime }.enable_all().build().unwrap();
                runtime.block_on(run)
            });
            run.join().unwrap()
        })
    }
}

/// The programs where nobody can run them: copied, where they lie in a folder that only root may enter.
fn reachable(programs: &Path, folder: &Path, is_root: bool) -> PathBuf {
    let mut sees = Command::new("test");
    sees.arg("-x").arg(programs.join("postgres"));
    if is_root {
        sees.uid(NOBODY).gid(NOBODY);
    }
    if sees.status().unwrap().success() {
        return programs.to_owned();
    }
    // With what they read: all that `tests/run` unpacked, else what lies beside them.
    let unpacked = programs.ancestors().find(|one| one.join("done").exists());
    let unpacked = unpacked.or(programs.parent()).unwrap();
    let mut copied = Command::new("cp");
    copied.arg("-R").arg(unpacked).arg(folder.join("postgres"));
    assert!(copied.status().unwrap().success());
    // Who runs them takes them away at the end.
    let mut given = Command::new("chown");
    given.arg("-R").arg(format!("{NOBODY}:{NOBODY}"));
    let given = given.arg(folder.join("postgres")).status();
    assert!(given.unwrap().success());
    let programs = programs.strip_prefix(unpacked).unwrap();
    folder.join("postgres").join(programs)
}
