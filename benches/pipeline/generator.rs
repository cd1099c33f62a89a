//! A large knowledge base made of invented words, the same for the same number on any machine.
//!
//! Words are made of syllables and drawn with Zipf-Mandelbrot weights (Mandelbrot 1953: the weight of the word of rank r
//! is 1 / (r + 2.7)^1.1), so that the lists of an index are about as long as those of real text. A document has about
//! 700 words: summary, impact, a timeline table, factors, code, a table of action items and two links to others.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const FACTORS: usize = 60;
const SERVICES: usize = 45;
const WORDS: usize = 25_000;

/// SplitMix64 (Steele, Lea and Flood 2014): small, and good enough to draw words.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Words by rank, with the sums of their weights.
struct Vocabulary {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Vocabulary {
    fn new() -> Self {
        const STARTS: [&str; 20] =
            ["b", "br", "c", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "v"];
        const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
        const ENDS: [&str; 12] = ["", "n", "r", "s", "t", "l", "nd", "st", "ck", "ng", "m", "th"];
        let mut random = Random(7);
        let mut seen = std::collections::BTreeSet::new();
        let mut words = Vec::with_capacity(WORDS);
        while words.len() < WORDS {
            let syllables = 1 + random.below(3) + usize::from(words.len() > 400);
            let mut word = String::new();
            for _ in 0..syllables {
                word.push_str(STARTS[random.below(STARTS.len())]);
                word.push_str(VOWELS[random.below(VOWELS.len())]);
            }
            word.push_str(ENDS[random.below(ENDS.len())]);
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let weight = |rank: usize| 1.0 / (rank as f64 + 2.7).powf(1.1);
        let sums = (0..WORDS).map(|rank| {
            sum += weight(rank);
            sum
        });
        Self { sums: sums.collect(), words }
    }

    fn draw(&self, random: &mut Random) -> &str {
        let total = self.sums.last().copied().unwrap_or(1.0);
        let at = random.unit() * total;
        let rank = self.sums.partition_point(|sum| *sum < at).min(WORDS - 1);
        &self.words[rank]
    }

    fn sentence(&self, random: &mut Random, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| self.draw(random)).collect();
        words.join(" ")
    }

    fn paragraph(&self, random: &mut Random, sentences: usize) -> String {
        let mut paragraph = String::new();
        for _ in 0..sentences {
            let length = 9 + random.below(15);
            let sentence = self.sentence(random, length);
            let marked = match random.below(8) {
                0 => format!("`{}` {sentence}", self.draw(random)),
                1 => format!("**{}** {sentence}", self.draw(random)),
                2 => format!("[{}](https://example.org/x) {sentence}", self.draw(random)),
                _ => sentence,
            };
            let _ = write!(paragraph, "{marked}. ");
        }
        paragraph
    }
}

/// Writes a knowledge base of `count` postmortems into a folder.
///
/// # Errors
///
/// When a file cannot be written.
pub fn write(count: usize, folder: &Path) -> io::Result<()> {
    let vocabulary = Vocabulary::new();
    fs::create_dir_all(folder.join("postmortems"))?;
    fs::create_dir_all(folder.join("factors"))?;
    let title = format!("title = \"Generated base of {count}\"\nbase_url = \"https://example.org/\"\n");
    fs::write(folder.join("afterword.toml"), title)?;
    for factor in 0..FACTORS {
        let text = format!("---\ntitle: Factor {factor}\naliases: [also {factor}]\n---\n\nA condition.\n");
        fs::write(folder.join(format!("factors/factor-{factor}.md")), text)?;
    }
    for index in 0..count {
        fs::write(folder.join(format!("postmortems/{}.md", name(index))), document(index, count, &vocabulary))?;
    }
    Ok(())
}

fn name(index: usize) -> String {
    format!("inc-{index:05}-{}", Random(index as u64).below(1_000))
}

/// Common factors and services are drawn more often: the weight of rank r is about 1 / (r + 2).
fn skewed(random: &mut Random, limit: usize) -> usize {
    let most = (limit as f64 / 2.0 + 1.0).ln();
    (((random.unit() * most).exp() - 1.0) * 2.0) as usize % limit
}

fn document(index: usize, count: usize, vocabulary: &Vocabulary) -> String {
    let mut random = Random(index as u64 ^ 0x5eed);
    let random = &mut random;
    let day = |offset: usize| {
        let days = (index * 37 + offset) % 4_000;
        format!("{}-{:02}-{:02}", 2015 + days / 365, 1 + days % 365 / 31, 1 + days % 28)
    };
    let severity = [1, 2, 2, 3, 3, 3, 4, 4][random.below(8)];
    let service = skewed(random, SERVICES);
    let factors: Vec<usize> = (0..3).map(|_| skewed(random, FACTORS)).collect();
    let mut text = format!(
        "---\ntitle: \"Service {service} {}\"\nstatus: published\nseverity: SEV{severity}\nstarted: {day}T08:00:00Z\n\
         detected: {day}T08:{:02}:00Z\nmitigated: {day}T10:00:00Z\nresolved: {day}T11:30:00Z\nservices: [service-{service}]\n",
        vocabulary.sentence(random, 4),
        random.below(60),
        day = day(0),
    );
    let names: Vec<String> = factors.iter().map(|factor| format!("factor-{factor}")).collect();
    let _ =
        write!(text, "contributing_factors: [{}]\nauthors: [someone {}]\n---\n\n", names.join(", "), random.below(40));
    let _ =
        write!(text, "## Summary\n\n{}\n\n{}\n\n", vocabulary.paragraph(random, 3), vocabulary.paragraph(random, 3));
    let _ = write!(text, "## Impact\n\n{}\n\n", vocabulary.paragraph(random, 4));
    text.push_str("## Timeline\n\n| Time (UTC) | What happened |\n| --- | --- |\n");
    for entry in 0..10 {
        let _ = writeln!(text, "| {:02}:{:02} | {} |", 8 + entry / 4, entry % 4 * 15, vocabulary.sentence(random, 10));
    }
    text.push_str("\n## Contributing factors\n\n");
    for factor in &factors {
        let _ = write!(text, "### Factor {factor}\n\n{}\n\n", vocabulary.paragraph(random, 2));
    }
    let _ = write!(
        text,
        "```bash\n$ kubectl -n service-{service} rollout undo deploy/{}\n```\n\n",
        vocabulary.draw(random)
    );
    text.push_str(
        "## Action items\n\n| Action | Type | Owner | Due | Ticket | Status |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for ticket in 0..5 {
        let state = ["open", "done", "done", "dropped"][random.below(4)];
        let action = vocabulary.sentence(random, 9);
        let _ = writeln!(
            text,
            "| {action} | prevent | team {ticket} | {} | OPS-{} | {state} |",
            day(40),
            index * 5 + ticket
        );
    }
    for heading in ["What went well", "What went wrong", "Where we got lucky"] {
        let _ = write!(
            text,
            "\n## {heading}\n\n- {}\n- {}\n",
            vocabulary.sentence(random, 11),
            vocabulary.sentence(random, 11)
        );
    }
    text.push_str("\n## Supporting information\n\n");
    for step in [1, 7] {
        let other = name((index + step) % count);
        let _ = writeln!(text, "- [another one]({other}.md)");
    }
    text
}
