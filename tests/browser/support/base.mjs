// The knowledge base that the tests search: sixty short documents of which everything is known.
//
// Takes nothing and gives `documents`, what each says, and `writeBase(folder)`, which writes them as Markdown. Tests reckon
// from `documents` what is to be found, so that no number stands in two places.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const services = [
  { id: 'checkout', title: 'Checkout' },
  { id: 'search', title: 'Site search' },
  { id: 'mail', title: 'Mail' },
  { id: 'storage', title: 'Storage & "backups" <i>' },
];

export const factors = [
  { id: 'cache-stampede', title: 'Cache stampede' },
  { id: 'missing-alert', title: 'Missing alert' },
  { id: 'retry-storm', title: 'Retry storm' },
  { id: 'expired-certificate', title: 'Expired certificate' },
  { id: 'manual-step', title: 'Manual step' },
  { id: 'stale-runbook', title: 'Stale runbook' },
  { id: 'clock-skew', title: 'Clock skew' },
  { id: 'markup', title: '"><script>window.pwned=1</script><img src=x onerror="window.pwned=1">' },
];

const DETECTED_BY = ['alert', 'customer', 'employee'];

/** Each stands in one document and in no other. */
export const RARE = `accordion albatross amethyst bagpipe bassoon bergamot binnacle bonfire buttercup calabash candelabra
  cardamom catamaran chandelier cinnamon clarinet corduroy crocus daffodil dulcimer elderberry estuary filigree flamingo gargoyle gondola
  gossamer hacienda harmonica hibiscus hyacinth iguana jamboree juniper kayak labyrinth lavender macaroon mandolin marmalade
  meringue nasturtium obelisk ocelot paprika pelican peppermint quagmire rhubarb saffron sarsaparilla tambourine tapestry trombone turmeric
  xylophone`.split(/\s+/);

const WHAT = ['latency', 'errors', 'duplicates', 'silence', 'a backlog'];
const WHEN = ['after a deploy', 'during a migration', 'at the weekend', 'after a resize of the pool'];

function ordinary(index) {
  const word = RARE[index];
  const service = services[index % 3];
  const chosen = [factors[index % 7], factors[(index * 3 + 1) % 7]].map(({ id }) => id);
  const month = String(1 + (index % 12)).padStart(2, '0');
  const date = `${2023 + (index % 4)}-${month}-${String(1 + (index % 28)).padStart(2, '0')}`;
  const title = `${service.title}: ${WHAT[index % 5]} ${WHEN[(index >> 1) % 4]}, ${word}`;
  return {
    path: `postmortems/${date}-${word}.md`,
    id: `${date}-${word}`,
    kind: 'postmortem',
    title,
    word,
    date,
    minutes: 10 + index * 7,
    severity: `SEV${1 + ((index >> 2) % 4)}`,
    services: [service.id],
    factors: [...new Set(chosen)],
    detected_by: DETECTED_BY[index % 3],
    authors: [index % 2 ? 'Ada Okafor' : 'Lin Berger'],
    tags: index % 10 === 0 ? ['black-friday'] : [],
    summary: `Requests to ${service.title} were slow for ${10 + index * 7} minutes, and people tried again.`,
    detection: `The dashboard showed nothing until somebody looked for the ${word} counter, which had stopped at ${1000 + index}.`,
  };
}

/** What a test needs that the ordinary ones do not have. */
const special = [
  {
    ...ordinary(0),
    path: 'postmortems/2025-02-02-"quoted" <img src=x onerror=window.pwned=1> \'it\' & <script>.md',
    id: undefined,
    title: 'Wolverine "quoted" & <b>bold</b> <img src=x onerror=window.pwned=1> <script>window.pwned=1</script>',
    word: 'wolverine',
    date: '2025-02-02',
    services: ['storage'],
    factors: ['markup', 'missing-alert'],
    summary: 'A wolverine `<img src=x onerror=window.pwned=1>` came \\<script>window.pwned=1\\</script> through "the" pipe.',
    detection: 'Somebody typed `"><svg onload=window.pwned=1>` into a wolverine, and `javascript:window.pwned=1` too.',
    heading: 'Wolverine \\<img src=x onerror=window.pwned=1> "heading"',
  },
  {
    ...ordinary(1),
    path: 'postmortems/2026-05-05-long.md',
    id: '2026-05-05-long',
    title: `Pomegranate ${'and one more thing that happened on the same day '.repeat(6)}${'Donaudampfschifffahrt'.repeat(6)}`,
    word: 'pomegranate',
    date: '2026-05-05',
    detection: 'It was a pomegranate after all.',
  },
  {
    ...ordinary(2),
    path: 'postmortems/2024-06-06-cjk.md',
    id: '2024-06-06-cjk',
    title: '数据库集群故障',
    word: '集群',
    date: '2024-06-06',
    summary: '数据库连接池耗尽，导致集群故障。',
    detection: '监控没有发出警报。',
  },
  {
    ...ordinary(3),
    path: 'postmortems/2026-06-06-phrase.md',
    id: '2026-06-06-phrase',
    title: 'A queue that grew',
    word: 'velvet',
    date: '2026-06-06',
    detection: 'The velvet hammer queue was full, and the overnight-loader stood still.',
  },
  {
    ...ordinary(4),
    path: 'postmortems/2026-06-07-apart.md',
    id: '2026-06-07-apart',
    title: 'A queue that shrank',
    word: 'velvet',
    date: '2026-06-07',
    detection: 'The hammer fell on velvet, and the queue was empty.',
  },
  {
    ...ordinary(5),
    path: 'premortems/2026-07-peak.md',
    id: '2026-07-peak',
    kind: 'premortem',
    title: 'Before the peak: what could go wrong',
    word: 'foresight',
    date: '2026-07-01',
    summary: 'With some foresight, the peak will be dull.',
    detection: 'Nobody knows yet.',
  },
  {
    ...ordinary(6),
    path: 'postmortems/2026-08-08-draft.md',
    id: '2026-08-08-draft',
    title: 'A draft about a hippogriff',
    word: 'hippogriff',
    draft: true,
    date: '2026-08-08',
    detection: 'The hippogriff is not to be found.',
  },
];

const all = [...RARE.map((_, index) => ordinary(index)), ...special];

/** All that can be found of documents; not drafts. */
export const documents = all.filter(({ draft }) => !draft);

/** The document that has a rare word. */
export function documentOf(word) {
  return documents.find((document) => document.word === word);
}

const quoted = JSON.stringify;

function markdown(document) {
  const started = `${document.date}T09:00:00Z`;
  const resolved = new Date(Date.parse(started) + document.minutes * 60_000).toISOString().replace('.000', '');
  return `---
title: ${quoted(document.title)}
status: ${document.draft ? 'draft' : 'published'}
severity: ${document.severity}
started: ${started}
resolved: ${resolved}
detected_by: ${document.detected_by}
services: ${quoted(document.services)}
contributing_factors: ${quoted(document.factors)}
authors: ${quoted(document.authors)}
tags: ${quoted(document.tags)}
---

## Summary

${document.summary}

## ${document.heading ?? 'Detection'}

${document.detection}

## Lessons learned

Write it down while it is fresh.
`;
}

const FILLING = 'The night shift took over and read the notes of the day before they went on with it. ';

/** Writes the knowledge base: `changed` words are added to each document, as if it had been edited, and `config` lines to its configuration. */
export async function writeBase(folder, { changed = '', config = '' } = {}) {
  const vocabulary = services.map(({ id, title }) => `  { id = ${quoted(id)}, title = ${quoted(title)} },`).join('\n');
  const files = {
    'afterword.toml': `title = "Known documents"\n\n[vocabulary]\nservices = [\n${vocabulary}\n]\n${config}`,
    'pages/about.md': '# About\n\nA page about a periwinkle.\n',
  };
  for (const { id, title } of factors) {
    files[`factors/${id}.md`] = `---\ntitle: ${quoted(title)}\n---\n\nA condition that comes back.\n`;
  }
  for (const document of all) files[document.path] = `${markdown(document)}\n${FILLING.repeat(5)}${changed}\n`;
  for (const [path, text] of Object.entries(files)) await write(join(folder, path), text);
}

/** Writes a small knowledge base in German. */
export async function writeGermanBase(folder) {
  await write(join(folder, 'afterword.toml'), 'title = "Vorfälle"\nlanguage = "de"\n');
  const texts = { haus: 'Die Häuser standen leer.', baum: 'Der Baum fiel auf die Leitung.', ort: 'An einem anderen Ort.' };
  for (const [name, text] of Object.entries(texts)) {
    await write(join(folder, `postmortems/2025-01-01-${name}.md`), `# Ein Vorfall\n\n## Zusammenfassung\n\n${text}\n`);
  }
}

async function write(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
