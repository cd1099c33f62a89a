//! From what people write for a commit to the commit where a branch began, with a next step where there is none.

use gix::{ObjectId, Repository};

use crate::diagnostics::nearest;
use crate::failure::Failure;

/// What to do where the history has been cut off.
const FETCH_ALL: &str = "this clone is shallow; fetch the whole history, by `fetch-depth: 0` at the checkout in CI or by `git fetch --unshallow`";

/// The last commit that `HEAD` and a revision have in common.
pub(super) fn merge_base(repository: &Repository, reference: &str) -> Result<ObjectId, Failure> {
    let other = commit(repository, reference)?;
    let head = repository.head().ok().and_then(|mut head| head.peel_to_commit().ok().map(|commit| commit.id));
    let Some(head) = head else {
        return Err(Failure::message(
            "`HEAD` has no commit yet, so that nothing tells what changed; commit first, or leave `--since` out",
        ));
    };
    match repository.merge_base(head, other) {
        Ok(Some(base)) => Ok(base.detach()),
        _ if is_shallow(repository) => {
            Err(Failure::message(format!("the commit where `{reference}` and `HEAD` parted is not here: {FETCH_ALL}")))
        }
        Ok(None) => Err(Failure::message(format!(
            "`{reference}` and `HEAD` have no commit in common; name a branch that this one began from"
        ))),
        Err(error) => Err(Failure::message(format!(
            "cannot follow the history from `HEAD` to where `{reference}` left it: {error}; `git fsck` tells what is missing"
        ))),
    }
}

/// The commit that a revision names: a branch, a tag, a hash, `HEAD~1`.
fn commit(repository: &Repository, reference: &str) -> Result<ObjectId, Failure> {
    if reference.contains("..") {
        return Err(Failure::message(format!("`{reference}` is a range; name the one commit to compare with")));
    }
    let Ok(id) = repository.rev_parse_single(reference) else { return Err(unknown(repository, reference)) };
    let commit = id.object().and_then(gix::Object::peel_to_commit);
    commit.map(|commit| commit.id).map_err(|_| {
        Failure::message(format!("`{reference}` names no commit; name a branch, a tag of one, or its hash"))
    })
}

fn unknown(repository: &Repository, reference: &str) -> Failure {
    let names = names(repository);
    let elsewhere = format!("/{reference}");
    let near = names.iter().find(|name| name.ends_with(&elsewhere)).map(String::as_str);
    let near = near.or_else(|| nearest(reference, names.iter().map(String::as_str)));
    let next = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_shallow(repository) => FETCH_ALL.to_owned(),
        None => "name a branch, a tag or a commit; `git fetch` brings those of a remote".to_owned(),
    };
    Failure::message(format!("git knows no `{reference}` here: {next}"))
}

/// The short names of all branches and tags.
fn names(repository: &Repository) -> Vec<String> {
    let mut names = Vec::new();
    let Ok(platform) = repository.references() else { return names };
    for references in [platform.local_branches(), platform.remote_branches(), platform.tags()] {
        let references = references.into_iter().flatten().filter_map(Result::ok);
        names.extend(references.map(|reference| reference.name().shorten().to_string()));
    }
    names
}

fn is_shallow(repository: &Repository) -> bool {
    repository.is_shallow().unwrap_or(false)
}
