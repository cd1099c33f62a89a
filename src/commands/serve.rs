//! `afterword serve`: the site at a local address, following the files as they are saved.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::io::{self, IsTerminal, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Audience, Outcome, Today, report};
use crate::config::BaseUrl;
use crate::diagnostics::report::{Circumstances, Report};
use crate::diagnostics::{Diagnostic, FilePath, Level, Tally, human, short};
use crate::failure::Failure;
use crate::pipeline::{Checked, Publication};
use crate::serve::http::Hosts;
use crate::serve::{Changed, Event, Options, Server, Shown, Telling};

/// The port where none is named.
const PORT: u16 = 8000;

/// How many ports are tried where one is taken.
const PORTS_TRIED: u16 = 100;

/// The most findings that are told of one change; the page of each document tells them all.
const FINDINGS: usize = 8;

/// The most files that one line names.
const NAMED: usize = 3;

/// Show the site at a local address, and follow the files as they are saved
///
/// Nothing is written. Pages that are open change in place, and show what `check` finds about their documents. Drafts are
/// shown, unless `--no-drafts` leaves them out as a build does.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword serve\n  afterword serve example-site --open\n  \
afterword serve --base-path /kb/        try how it will be in a folder of a host\n  \
afterword serve --audience public --no-drafts\n\nCtrl-C ends it.")]
pub struct Arguments {
    /// The knowledge base; the one around the current folder if none is named
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The port; the next free one if it is taken, and any free one for 0
    #[arg(short, long, value_name = "PORT", default_value_t = PORT)]
    port: u16,
    /// The address to listen at; any but that of this machine alone lets others read the site
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// The path that the site stands under, such as /kb/; that of `base_url` if none is named
    #[arg(long, value_name = "PATH", value_parser = base_path)]
    base_path: Option<BaseUrl>,
    /// Who the site is for
    #[arg(long, value_name = "WHO", default_value = "internal")]
    audience: Audience,
    /// Show drafts too, which is the default here
    #[arg(long, overrides_with = "no_drafts")]
    drafts: bool,
    /// Leave drafts out, as a build does
    #[arg(long)]
    no_drafts: bool,
    /// Call overdue what was due before this day; that of SOURCE_DATE_EPOCH or else of the last commit if none is named
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<Date>,
    /// Look at the files each second, where the system does not tell of changes, such as on some network disks
    #[arg(long)]
    poll: bool,
    /// Print nothing but the address, what is broken, and warnings about serving
    #[arg(short, long)]
    quiet: bool,
}

fn base_path(text: &str) -> Result<BaseUrl, String> {
    if !text.starts_with('/') {
        return Err("name a path that begins with a slash, such as /kb/".to_owned());
    }
    BaseUrl::parse(text)
}

/// Serves the site until it is told to stop.
///
/// # Errors
///
/// When the knowledge base is not there, or the address cannot be listened at.
pub fn run(arguments: &Arguments, directory: Option<&Path>, today: Today) -> Result<Outcome, Failure> {
    let here = directory.unwrap_or_else(|| Path::new("."));
    let folder = arguments.folder.as_ref().map_or_else(|| here.to_owned(), |folder| here.join(folder));
    let root = super::root_of(Some(&folder))?;
    let (listener, address) = listen(&arguments.host, arguments.port)?;
    let options = Options {
        root,
        base_path: arguments.base_path.clone(),
        publication: Publication { drafts: !arguments.no_drafts, audience: arguments.audience.into() },
        as_of: arguments.as_of.or(today.declared),
        polls: arguments.poll,
        telling: match arguments.audience {
            _ if address.ip().is_loopback() => Telling::All,
            Audience::Internal => Telling::Findings,
            Audience::Public => Telling::Nothing,
        },
        today: match today.declared {
            Some(day) => Box::new(move || day),
            None => Box::new(|| Timestamp::now().to_zoned(TimeZone::UTC).date()),
        },
    };
    let base_path = arguments.base_path.clone().unwrap_or_default().path().to_owned();
    let terminal = Terminal { quiet: arguments.quiet, base_path, address, told: Mutex::default() };
    if arguments.port != 0 && address.port() != arguments.port {
        report::line(&format!("port {} is taken, so {} is used", arguments.port, address.port()));
    }
    if !address.ip().is_loopback() {
        let place = match address.ip().is_unspecified() {
            true => format!("at port {} of any of its addresses", address.port()),
            false => format!("at {address}"),
        };
        let drafts = if arguments.no_drafts { "without drafts" } else { "drafts included" };
        report::line(&format!(
            "whoever reaches this machine {place} can read the site, {drafts}; there is no password"
        ));
    }
    let server = Server::start(options, move |event| terminal.tell(&event))?;
    if arguments.open {
        open_browser(&format!("http://{}/", shown_address(address)));
    }
    let hosts = Hosts::new(&arguments.host, address.ip());
    let ran = server.run(listener, hosts, until_told());
    // The process is about to end, which gives all back at once.
    std::mem::forget(server);
    ran.map_err(|error| Failure::message(format!("cannot serve at {address}: {error}")))?;
    Ok(Outcome::Fine)
}

/// Listens at a port, or at the next that is free.
fn listen(host: &str, port: u16) -> Result<(TcpListener, SocketAddr), Failure> {
    let cannot = |error: &io::Error| Failure::message(format!("cannot listen at `{host}`, port {port}: {error}"));
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let resolved = match bare.parse::<IpAddr>() {
        Ok(address) => address,
        Err(_) => {
            let mut found = (bare, port).to_socket_addrs().map_err(|error| cannot(&error))?;
            let first = found.next().ok_or_else(|| Failure::message(format!("`{host}` has no address")))?;
            first.ip()
        }
    };
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS_TRIED) };
    let mut tried = None;
    for port in port..=last {
        match TcpListener::bind((resolved, port)) {
            Ok(listener) => {
                let address = listener.local_addr().map_err(|error| cannot(&error))?;
                return Ok((listener, address));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => tried = Some(error),
            Err(error) => return Err(cannot(&error)),
        }
    }
    let tried = tried.unwrap_or_else(|| io::Error::from(io::ErrorKind::AddrInUse));
    Err(cannot(&tried))
}

/// Waits until the process is told to end.
async fn until_told() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            let mut interrupted = pin!(tokio::signal::ctrl_c());
            return poll_fn(|context| {
                let is_told = terminate.poll_recv(context).is_ready() || interrupted.as_mut().poll(context).is_ready();
                if is_told { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        }
    }
    // Without the signal, the system ends the process by itself.
    let _ = tokio::signal::ctrl_c().await;
}

/// Asks the system to show an address. Whoever has no browser here reads it on the terminal.
fn open_browser(address: &str) {
    if let Err(error) = open::that_detached(address) {
        report::line(&format!("no browser could be opened: {error}"));
    }
}

/// An address as browsers take it: where all addresses of the machine are listened at, its own.
fn shown_address(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(ip) => ip.to_string(),
    };
    format!("{ip}:{}", address.port())
}

/// What is said on the terminal, from several threads.
struct Terminal {
    quiet: bool,
    /// The path that the site stands under where none could be made yet.
    base_path: String,
    address: SocketAddr,
    told: Mutex<Told>,
}

/// What was said so far.
#[derive(Default)]
struct Told {
    /// The path of the address.
    base_path: Option<String>,
    /// What is found about each document, so that only what is new is said.
    findings: BTreeMap<FilePath, BTreeSet<String>>,
}

impl Terminal {
    fn tell(&self, event: &Event) {
        match event {
            Event::Shown(shown) => self.shown(shown),
            Event::Broken(why) => {
                report::line(why);
                let is_first = self.told().base_path.is_none();
                let base_path = self.told().base_path.clone().unwrap_or_else(|| self.base_path.clone());
                self.address(&base_path);
                let shown = if is_first { "the message" } else { "the last good state" };
                report::line(&format!("{shown} is shown until this is mended"));
            }
            Event::Mended => self.line("mended"),
            Event::Trouble(why) => report::line(&format!("warning: {why}")),
        }
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn line(&self, text: &str) {
        if !self.quiet && !text.is_empty() {
            report::line(text);
        }
    }

    /// Tells the address, whenever it is another one.
    fn address(&self, base_path: &str) {
        let before = self.told().base_path.replace(base_path.to_owned());
        if before.as_deref() != Some(base_path) {
            let address = format!("http://{}{base_path}", shown_address(self.address));
            report::line(&format!("serving at {}", link(&address)));
        }
    }

    fn shown(&self, shown: &Shown) {
        let what = match shown.number {
            1 => human::count_of(shown.documents, "document"),
            _ => what_changed(&shown.changed),
        };
        let mut line = format!("{what} ({})", took(shown.took));
        let tally = shown.checked.as_ref().map(|checked| (Tally::of(&checked.diagnostics), checked.documents));
        if let Some((tally, documents)) = tally.filter(|(tally, _)| tally.errors + tally.warnings + tally.infos > 0) {
            let summary = human::summary(tally, documents);
            // Files that were left out are no documents.
            line.push_str(&format!(": {}", summary.trim_end_matches(" in 0 documents")));
        }
        self.line(&line);
        if shown.documents == 0 && shown.number == 1 {
            self.line(
                "`afterword new \"A title\"` begins a document; a public audience sees those with `visibility: public`",
            );
        }
        self.address(&shown.base_path);
        if let Some(checked) = &shown.checked {
            self.findings(checked, &shown.changed);
        }
    }

    /// Says what is found about documents and was not before.
    fn findings(&self, checked: &Checked, changed: &Changed) {
        let key = |it: &Diagnostic| format!("{} {}", it.code, it.message);
        let mut told = self.told();
        let is_new = |it: &&Diagnostic| {
            let known = told.findings.get(&it.path);
            it.level <= Level::Warning && known.is_none_or(|known| !known.contains(&key(it)))
        };
        let new: Vec<Diagnostic> = checked.diagnostics.iter().filter(is_new).cloned().collect();
        for path in changed.new.iter().chain(&changed.modified).chain(&changed.gone).chain(&changed.found) {
            told.findings.remove(path);
        }
        for it in &checked.diagnostics {
            told.findings.entry(it.path.clone()).or_default().insert(key(it));
        }
        drop(told);
        let shown = &new[..new.len().min(FINDINGS)];
        let lines = short::render(&Report::new(shown, Circumstances::default(), |path| checked.file(path)));
        self.line(lines.trim_end());
        if new.len() > shown.len() {
            self.line(&format!("and {} more, which the pages of the documents tell", new.len() - shown.len()));
        }
    }
}

/// "0.8 ms", "35 ms", "1.20 s".
fn took(took: Duration) -> String {
    match took.as_secs_f64() * 1_000.0 {
        short if short < 10.0 => format!("{short:.1} ms"),
        short if short < 1_000.0 => format!("{short:.0} ms"),
        long => format!("{:.2} s", long / 1_000.0),
    }
}

/// "changed `postmortems/a.md`", "12 changed, 1 new: `a.md`, `b.md`, `c.md` and 10 more".
fn what_changed(changed: &Changed) -> String {
    let groups = [(&changed.modified, "changed"), (&changed.new, "new"), (&changed.gone, "gone")];
    let all: Vec<&FilePath> = groups.iter().flat_map(|(paths, _)| paths.iter()).collect();
    let mut names: Vec<String> =
        all.iter().take(NAMED).map(|path| format!("`{}`", human::one_line(path.as_str()))).collect();
    let counts = groups.iter().filter(|(paths, _)| !paths.is_empty());
    let counts: Vec<String> = match all.len() {
        0 if changed.images => return "smaller images are there".to_owned(),
        0 if changed.day => return "another commit".to_owned(),
        0 => {
            return match changed.found.first() {
                Some(path) => format!("looked at `{}`", human::one_line(path.as_str())),
                None => "looked again".to_owned(),
            };
        }
        1 => counts.map(|(_, word)| (*word).to_owned()).collect(),
        _ => counts.map(|(paths, word)| format!("{} {word}", paths.len())).collect(),
    };
    if all.len() == 1 {
        return format!("{} {}", counts.concat(), names.concat());
    }
    if all.len() > NAMED {
        let last = format!("{} more", all.len() - NAMED);
        return format!("{}: {} and {last}", counts.join(", "), names.join(", "));
    }
    let last = names.pop().unwrap_or_default();
    format!("{}: {} and {last}", counts.join(", "), names.join(", "))
}

/// An address that terminals open at a click (OSC 8), where one reads.
fn link(address: &str) -> String {
    let is_terminal = io::stderr().is_terminal();
    let _ = io::stderr().flush();
    if is_terminal { format!("\u{1b}]8;;{address}\u{1b}\\{address}\u{1b}]8;;\u{1b}\\") } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_tells_what_changed() {
        let paths = |names: &[&str]| names.iter().map(|name| FilePath::new(name)).collect();
        for (modified, new, gone, line) in [
            (&["a.md"][..], &[][..], &[][..], "changed `a.md`"),
            (&[], &["a.md"], &["b.md"], "1 new, 1 gone: `a.md` and `b.md`"),
            (&["a", "b", "c", "d", "e"], &[], &[], "5 changed: `a`, `b`, `c` and 2 more"),
            (&[], &[], &[], "looked again"),
        ] {
            let changed =
                Changed { modified: paths(modified), new: paths(new), gone: paths(gone), ..Changed::default() };
            assert_eq!(what_changed(&changed), line);
        }
    }
}
