//! Changes to a file as a unified diff, as `git apply` and `patch` take it.

use std::fmt::Write;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token};

/// So many unchanged lines are shown around a change.
const CONTEXT: u32 = 3;

/// Writes what makes of the old text of a file the new one; empty where they are the same.
#[must_use]
pub fn unified(path: &str, old: &str, new: &str) -> String {
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.split_inclusive('\n'));
    input.update_after(new.split_inclusive('\n'));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let mut groups: Vec<Vec<(Range<u32>, Range<u32>)>> = Vec::new();
    for hunk in diff.hunks() {
        let hunk = (hunk.before, hunk.after);
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| hunk.0.start - last.0.end <= 2 * CONTEXT) => {
                group.push(hunk)
            }
            _ => groups.push(vec![hunk]),
        }
    }
    if groups.is_empty() {
        return String::new();
    }
    let mut patch = format!("--- {}\n+++ {}\n", name("a/", path), name("b/", path));
    for group in &groups {
        write_group(&mut patch, group, &input);
    }
    patch
}

/// Changes that are near one another, with the lines around them.
fn write_group(patch: &mut String, group: &[(Range<u32>, Range<u32>)], input: &InternedInput<&str>) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
    let length = u32::try_from(input.before.len()).unwrap_or(u32::MAX);
    let lead = first.0.start.min(CONTEXT);
    let tail = (length - last.0.end).min(CONTEXT);
    let before = first.0.start - lead..last.0.end + tail;
    let after = first.1.start - lead..last.1.end + tail;
    // Writing to a `String` cannot fail.
    let _ = writeln!(patch, "@@ -{} +{} @@", place(&before), place(&after));
    let mut at = before.start;
    for (old, new) in group {
        write_lines(patch, ' ', &input.before, at..old.start, &input.interner);
        write_lines(patch, '-', &input.before, old.clone(), &input.interner);
        write_lines(patch, '+', &input.after, new.clone(), &input.interner);
        at = old.end;
    }
    write_lines(patch, ' ', &input.before, at..before.end, &input.interner);
}

/// `12,3`: the first line and how many there are. Where there are none, the line above them.
fn place(lines: &Range<u32>) -> String {
    let start = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{start},{}", lines.len())
}

fn write_lines(patch: &mut String, sign: char, lines: &[Token], range: Range<u32>, interner: &Interner<&str>) {
    for token in &lines[range.start as usize..range.end as usize] {
        let line = interner[*token];
        patch.push(sign);
        patch.push_str(line);
        if !line.ends_with('\n') {
            patch.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// A path as git writes it in a patch: in quotes where it holds one, followed by a tab where it holds a space.
fn name(side: &str, path: &str) -> String {
    match path {
        path if path.contains(['"', '\\']) => {
            format!("\"{side}{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
        }
        path if path.contains(' ') => format!("{side}{path}\t"),
        path => format!("{side}{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_names_the_lines_and_shows_those_around_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n";
        let new = old.replace("5\n6", "5\nfive\n6").replace("13\n", "x\r\n").replace("16\n", "16");
        assert_eq!(
            unified("a b.md", old, &new),
            "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -3,6 +3,7 @@\n 3\n 4\n 5\n+five\n 6\n 7\n 8\n@@ -10,7 +11,7 @@\n 10\n 11\n \
             12\n-13\n+x\r\n 14\n 15\n-16\n+16\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a.md", old, old), "");
        assert_eq!(unified("\".md", "", "a\n"), "--- \"a/\\\".md\"\n+++ \"b/\\\".md\"\n@@ -0,0 +1,1 @@\n+a\n");
    }
}
