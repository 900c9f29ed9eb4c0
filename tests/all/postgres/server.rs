//! A PostgreSQL server of the tests' own, in a temporary folder, reached through a socket there; gone with the tests.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Who it runs as where the tests run as root, whom PostgreSQL refuses: nobody.
const NOBODY: u32 = 65_534;

/// Makes a cluster, runs its server until standard input ends, and cleans up: even where the tests die.
const RUN: &str = r#"
bin=$1 folder=$2
"$bin/initdb" -D "$folder/data" -U tests -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
"$bin/pg_ctl" -D "$folder/data" -o "-k $folder -c listen_addresses= -F" -l "$folder/server.log" -w start >"$folder/start.log" 2>&1 || {
  cat "$folder/start.log" "$folder/server.log"; exit 1; }
echo ready
cat >/dev/null
"$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
rm -rf "$folder"
"#;

pub struct Server {
    bin: PathBuf,
    folder: tempfile::TempDir,
    /// Its standard input keeps the server running.
    _running: Child,
}

/// The server, or why there is none.
pub fn server() -> Result<&'static Server, &'static str> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref().map_err(String::as_str)
}

/// Where PostgreSQL's programs are: on the path, or where Debian has those that are not for everyone.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|entry| entry.path().join("bin"));
    let all = ["initdb", "pg_ctl", "postgres", "psql"];
    std::env::split_paths(&path).chain(debian).find(|folder| all.iter().all(|program| folder.join(program).is_file()))
}

fn start() -> Result<Server, String> {
    let bin = programs().ok_or("PostgreSQL is not installed")?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut command = Command::new("sh");
    command.arg("-c").arg(RUN).arg("sh").arg(&bin).arg(folder.path()).env_clear().env("PATH", "/usr/bin:/bin");
    command.current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let is_root = std::fs::metadata(folder.path()).is_ok_and(|made| made.uid() == 0);
    if is_root {
        chown(folder.path(), Some(NOBODY), Some(NOBODY)).map_err(|error| error.to_string())?;
        command.uid(NOBODY).gid(NOBODY);
    }
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder.path(), open).map_err(|error| error.to_string())?;
    let mut running = command.spawn().map_err(|error| error.to_string())?;
    let mut said = String::new();
    let mut out = std::io::BufReader::new(running.stdout.take().expect("piped"));
    loop {
        match std::io::BufRead::read_line(&mut out, &mut said) {
            Ok(0) => return Err(format!("PostgreSQL does not start: {said}")),
            _ if said.ends_with("ready\n") => break,
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(Server { bin, folder, _running: running })
}

impl Server {
    /// As `--db` takes it.
    #[cfg(feature = "postgres")]
    pub fn url(&self, database: &str) -> String {
        let host = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://tests@{host}/{database}")
    }

    fn psql(&self, database: &str) -> Command {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.env_clear().args(["-X", "-q", "-U", "tests", "-d", database, "-h"]).arg(self.folder.path());
        psql
    }

    /// A new database with what a script makes in it.
    pub fn load(&self, database: &str, script: &Path) {
        self.ask("postgres", &format!("CREATE DATABASE {database}"));
        let (is_loaded, said) = self.run(database, script);
        assert!(is_loaded && said.is_empty(), "{said}");
    }

    /// Whether a script went through, and what was said.
    pub fn run(&self, database: &str, script: &Path) -> (bool, String) {
        let output = self.psql(database).arg("-f").arg(script).output().expect("psql");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// The lines of an answer: unaligned, `|` between columns.
    pub fn ask(&self, database: &str, sql: &str) -> Vec<String> {
        let output = self.psql(database).args(["-A", "-t", "-c", sql]).output().expect("psql");
        assert!(output.status.success(), "{sql}\n{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
    }
}
