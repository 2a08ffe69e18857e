fn main() {
    for d in std::env::args().skip(1) {
        let t = tempfile::tempdir().unwrap();
        let b = std::time::Instant::now();
        let m =
            lectern::library::evaluate::evaluate(std::path::Path::new(&d), t.path(), None).unwrap();
        println!(
            "{:?} {} {:?}",
            b.elapsed(),
            d.rsplit('/').next().unwrap(),
            m
        );
    }
}
