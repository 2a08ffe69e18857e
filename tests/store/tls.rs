//! A server on a network is spoken to in secret, and is who it says it is where that is asked for.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::SystemTime;

use lectern::store::{Address, Error, Seen, Store};

use crate::server::{Server, programs};

/// A certificate for localhost, with its key and the authority that signed it; of no worth elsewhere.
const CERTIFICATE: &str = include_str!("tls/server.crt");
const KEY: &str = include_str!("tls/server.key");
const AUTHORITY: &str = include_str!("tls/authority.crt");

#[tokio::test]
async fn a_server_is_reached_in_secret_and_held_to_its_certificate() {
    let Some(programs) = programs() else { return };
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
    let port = port.unwrap().port();
    let listen = format!("port={port}");
    let settings = [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        &listen,
        "-c",
        "ssl=on",
    ];
    let files = [("server.crt", CERTIFICATE), ("server.key", KEY)];
    let server = Server::start(&programs, &settings, &files);
    let folder = tempfile::tempdir().unwrap();
    let authority = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name)
    };
    let url = |host: &str, settings: &str| {
        let name = server.database_name();
        Address::Server(format!(
            "postgres://lectern@{host}:{port}/{name}?{settings}"
        ))
    };
    let held_to = |file: &Path| format!("sslmode=verify-full&sslrootcert={}", file.display());
    let known = held_to(&authority("known.crt", AUTHORITY));
    for settings in ["sslmode=require", &known] {
        let address = url("localhost", settings);
        assert_eq!(Store::look(&address).await.unwrap(), Seen::Nothing);
        let store = Store::open(&address, SystemTime::now()).await.unwrap();
        store.keep_note("a", "b").await.unwrap();
        assert_eq!(Store::look(&address).await.unwrap(), Seen::Present);
    }
    // Signed by nobody who is known.
    let unknown = url("localhost", "sslmode=verify-full");
    let refused = Store::open(&unknown, SystemTime::now()).await.unwrap_err();
    assert!(matches!(refused, Error::Unreachable { .. }), "{refused}");
    assert!(refused.to_string().contains("certificate"), "{refused}");
}
