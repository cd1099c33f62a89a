// A knowledge base of the worst cases for the eye: each document is extreme in one way. `writeWorstBase(folder)` writes it.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const LONG_TITLE = `Checkout, search, mail and the warehouse were slow or silent for most of a Thursday because one configuration of a
  connection pool reached every region at once and nobody could see which of the four dashboards was right`.replace(/\s+/g, ' ');

const range = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const pad = (number) => String(number).padStart(2, '0');

/** The worst cases by the name of their file, as front matter and body. */
const WORST = {
  'long-title': [
    { title: LONG_TITLE, started: '2026-01-08T09:00:00Z', resolved: '2026-01-08T15:30:00Z' },
    'Everything was slow.',
  ],
  'forty-factors': [
    {
      title: 'Forty factors',
      started: '2026-01-15T09:00:00Z',
      resolved: '2026-01-15T10:00:00Z',
      contributing_factors: range(40, (index) => `factor-number-${index + 1}-of-a-long-list`),
    },
    'Many conditions came together.',
  ],
  'long-lines': [
    { title: 'Long lines of code and words without a place to break', started: '2026-01-22T09:00:00Z' },
    `A line of code:\n\n\`\`\`sh\ncurl ${'--header=value '.repeat(27)}\n\`\`\`\n\nAn address: <https://example.com/${'path/'.repeat(60)}>\n\n` +
      `A word: ${'Donaudampfschifffahrt'.repeat(15)} and \`${'inline_code_'.repeat(20)}\`.`,
  ],
  'wide-table': [
    { title: 'A table of fourteen columns', started: '2026-01-29T09:00:00Z', resolved: '2026-01-29T09:30:00Z' },
    `| ${range(14, (index) => `Column number ${index + 1}`).join(' | ')} |\n|${' --- |'.repeat(14)}\n` +
      range(20, (row) => `| ${range(14, (index) => `cell ${row}/${index}`).join(' | ')} |`).join('\n'),
  ],
  undated: [{ title: 'No day, no severity, no factors' }, 'Nobody remembers when this was.'],
  japanese: [
    {
      title: 'キャッシュ容量変更後に決済処理の遅延が発生し、一部の注文が二重に登録された障害',
      started: '2026-02-05T09:00:00+09:00',
      detected: '2026-02-05T09:12:00+09:00',
      resolved: '2026-02-05T11:00:00+09:00',
      services: ['決済', 'カート'],
      contributing_factors: ['キャッシュの容量不足', '監視の欠如'],
    },
    '設定の変更がすべての拠点に同時に反映され、決済の応答が遅くなりました。復旧まで約二時間かかりました。',
  ],
  arabic: [
    {
      title: 'بطء في عمليات الدفع بعد تغيير حجم ذاكرة التخزين المؤقت SEV2 في checkout',
      started: '2026-02-12T09:00:00Z',
      resolved: '2026-02-12T10:00:00Z',
      services: ['الدفع'],
    },
    'تأخرت طلبات الدفع (checkout-api v2.3) لمدة ساعة.\n\n- أولا\n- ثانيا\n\n> اقتباس\n\n| الوقت | ما حدث |\n| --- | --- |\n| 09:00 | بداية |',
  ],
  'many-entries': [
    { title: 'Three hundred timeline entries', started: '2026-02-19T06:00:00Z', resolved: '2026-02-19T16:00:00Z' },
    `## Timeline\n\n| Time (UTC) | What happened |\n| --- | --- |\n` +
      range(300, (index) => `| ${pad(6 + Math.floor(index / 30))}:${pad((index % 30) * 2)} | Step ${index + 1} of a long night |`).join('\n'),
  ],
  'four-minutes': [
    {
      title: 'Four minutes',
      started: '2026-02-26T09:00:00Z',
      detected: '2026-02-26T09:01:00Z',
      mitigated: '2026-02-26T09:03:00Z',
      resolved: '2026-02-26T09:04:00Z',
    },
    'Short.\n\n## Timeline\n\n- 09:00 It began\n- 09:01 An alert\n- 09:04 It ended',
  ],
  'four-months': [
    { title: 'Four months', started: '2025-09-01T09:00:00Z', detected: '2025-12-20T09:00:00Z', resolved: '2026-01-02T09:00:00Z' },
    'Long.\n\n## Timeline\n\n- 2025-09-01 09:00 It began\n- 2025-12-20 09:00 Somebody looked\n- 2026-01-02 09:00 It ended',
  ],
  everything: [
    {
      title: 'Everything that Markdown can say',
      started: '2026-03-05T09:00:00Z',
      resolved: '2026-03-05T10:00:00Z',
      impact: { customers: 12000, 'a key that is long and goes on for a while': 'a value that is long and goes on for a while, too' },
    },
    `### A heading of level three comes first\n\n##### Then one of level five\n\n> [!WARNING]\n> Mind this.\n\n> A quotation.\n> > And one in it.\n\n` +
      `- [x] done\n- [ ] open\n  1. one\n     - deep\n       - deeper\n\nA note.[^1] ~~Gone~~, *slanted*, **bold**, \`code\`.\n\n` +
      `\`\`\`yaml\nkey: "value" # a comment\nlist: [1, 2, true]\n\`\`\`\n\n\`\`\`diff\n- old\n+ new\n\`\`\`\n\n---\n\n<details><summary>More</summary>Hidden</details>\n\n[^1]: The note.`,
  ],
};

const COMMON = { status: 'published', severity: 'SEV2', services: ['checkout'], contributing_factors: ['cache-stampede', 'missing-alert'] };
const SECTIONS = `## Action items\n\n| Action | Type | Owner | Due | Ticket | Status |\n| --- | --- | --- | --- | --- | --- |\n| Look again | detect | platform | 2026-04-01 | OPS-1 | open |`;

function written([front, body], name) {
  const fields = name === 'undated' ? front : { ...COMMON, ...front };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n## Summary\n\n${body}\n\n${SECTIONS}\n`;
}

/** Writes the knowledge base of the worst cases. */
export async function writeWorstBase(folder) {
  const files = { 'afterword.toml': 'title = "The worst of cases"\nbase_url = "/"\n' };
  for (const [name, document] of Object.entries(WORST)) files[`postmortems/${name}.md`] = written(document, name);
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
