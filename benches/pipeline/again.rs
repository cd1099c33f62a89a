//! What it costs to follow one edit: from the write of a document to its new page, with what was read and understood before.
//!
//! Works on a copy of the folder, so that nobody's documents are edited.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use afterword::diagnostics::FilePath;
use afterword::pipeline::{self, Memory, Publication, Read, Understood, Variants};
use afterword::repo;
use afterword::site::{Route, Site};

use crate::measure::{Cost, stage};
use crate::{Anything, TODAY};

/// How many documents are edited, one after the other.
const EDITS: usize = 20;

/// How long ago the last change of a file has to be for its stamp to be believed.
const AT_REST: Duration = Duration::from_millis(2_500);

/// What the parts of an edit cost, the median of all edits for each.
pub fn measure(folder: &Path) -> Result<Vec<(&'static str, Cost)>, Anything> {
    let copy = tempfile::tempdir()?;
    write_copy(folder, copy.path())?;
    // What was written a moment ago is read again whatever its stamp says; a folder at rest is not.
    std::thread::sleep(AT_REST);
    let mut memory = Memory::default();
    let mut site = Some(generation(copy.path(), &mut memory)?);
    let documents: Vec<FilePath> = site.iter().flat_map(documents).collect();
    let mut costs = Vec::new();
    for edit in 0..EDITS {
        let path = &documents[edit * documents.len() / EDITS];
        change(&copy.path().join(path.as_str()), edit)?;
        costs.push(follow(copy.path(), path, &mut memory, &mut site)?);
    }
    Ok((0..costs[0].len()).map(|part| (costs[0][part].0, median(costs.iter().map(|edit| edit[part].1)))).collect())
}

type Generation = (Understood, Site);

fn generation(folder: &Path, memory: &mut Memory) -> Result<Generation, Anything> {
    let read = pipeline::read_again(folder, memory, &BTreeSet::new())?;
    let understood = pipeline::understand_again(&read, memory);
    let knowledge = understood.publish(Publication::EVERYTHING);
    let site = pipeline::site_again(knowledge, &read.snapshot, Variants::new(), memory)?;
    Ok((understood, site))
}

/// Follows one edit as a server does, part by part.
fn follow(
    folder: &Path,
    path: &FilePath,
    memory: &mut Memory,
    last: &mut Option<Generation>,
) -> Result<Vec<(&'static str, Cost)>, Anything> {
    let (read, reading) = stage(|| pipeline::read_again(folder, memory, &BTreeSet::from([path.clone()])));
    let read: Read = read?;
    let (understood, understanding) = stage(|| pipeline::understand_again(&read, memory));
    let (site, making) = stage(|| {
        pipeline::site_again(understood.publish(Publication::EVERYTHING), &read.snapshot, Variants::new(), memory)
    });
    let site = site?;
    let (page, rendering) = stage(|| render(&site, path));
    page?;
    let (_, checking) = stage(|| understood.check(TODAY, &|asked| asked == path));
    let old = last.replace((understood, site));
    let ((), dropping) = stage(|| drop(old));
    let parts = [reading, understanding, making, rendering];
    let sum = |part: fn(&Cost) -> f64| parts.iter().map(part).sum();
    let all = Cost { cpu: sum(|cost| cost.cpu), wall: sum(|cost| cost.wall), peak: rendering.peak };
    Ok(vec![
        ("again, one edited", all),
        ("- read", reading),
        ("- understand", understanding),
        ("- site", making),
        ("- its page", rendering),
        ("and its findings", checking),
        ("and drop the last", dropping),
    ])
}

/// The page of a document.
fn render(site: &Site, path: &FilePath) -> Result<(), Anything> {
    let postmortem = site.knowledge().postmortems.iter().find(|it| it.path == *path).ok_or("an edited document")?;
    let route: &Route = site.routes().document(&postmortem.id).ok_or("a document has a page")?;
    std::hint::black_box(site.render(route)?);
    Ok(())
}

fn documents((_, site): &Generation) -> Vec<FilePath> {
    site.knowledge().postmortems.iter().map(|it| it.path.clone()).collect()
}

/// Writes a sentence at the end of a document, and in every other one changes the title.
fn change(place: &Path, edit: usize) -> Result<(), Anything> {
    let mut text = fs::read_to_string(place)?;
    text.push_str(&format!("\nThis was added by edit {edit}.\n"));
    if edit % 2 == 1 {
        text = text.replacen("title: \"", &format!("title: \"Edited in {edit} "), 1);
    }
    Ok(fs::write(place, text)?)
}

/// Copies what is read of a folder.
fn write_copy(from: &Path, to: &Path) -> Result<(), Anything> {
    let read = pipeline::read(from)?;
    let write = |path: &str, bytes: &[u8]| -> Result<(), Anything> {
        let place = to.join(path);
        fs::create_dir_all(place.parent().unwrap_or(to))?;
        Ok(fs::write(place, bytes)?)
    };
    let snapshot = &read.snapshot;
    let texts: Vec<&Arc<_>> =
        snapshot.texts.values().chain(snapshot.styles.values()).chain(&read.config_file).collect();
    texts.into_iter().try_for_each(|file| write(file.path.as_str(), file.text.as_bytes()))?;
    snapshot.assets.iter().try_for_each(|path| write(path.as_str(), &repo::read_asset(from, path)?))?;
    let theme = |name: &str| format!("themes/{}/{name}", read.config.theme);
    snapshot.theme.iter().try_for_each(|(name, bytes)| write(&theme(name), bytes))
}

fn median(costs: impl Iterator<Item = Cost>) -> Cost {
    let costs: Vec<Cost> = costs.collect();
    let middle = |part: fn(&Cost) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(part).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    // CPU time is told in steps of ten milliseconds, hence its mean.
    let cpu = costs.iter().map(|cost| cost.cpu).sum::<f64>() / costs.len() as f64;
    Cost { cpu, wall: middle(|cost| cost.wall), peak: middle(|cost| cost.peak) }
}
