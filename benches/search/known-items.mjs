// Questions whose answer is known: rare words of a document, a phrase of its text, its title with one typo.
//
// Takes the Markdown of a base; gives as many questions, the same ones each time.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const WORD = /^[A-Za-z]{2,}$/;

/**
 * @param {string} folder holds `*.md`, each with a title in its front matter
 * @param {number} count how many questions are asked for
 * @returns {Promise<{questions: {kind: string, query: string, id: string}[], documents: number, bytes: number}>}
 */
export async function knownItems(folder, count) {
  const documents = await read(folder);
  const frequencies = documentFrequencies(documents);
  const questions = [];
  for (let number = 0; number < count; number += 1) {
    const document = documents[Math.floor((number * documents.length) / count)];
    const [kind, query] = [rareWords, phrase, misspeltTitle][number % 3](document, frequencies);
    questions.push({ kind, query, id: document.id });
  }
  return { questions, documents: documents.length, bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function read(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(names.map(async (name) => {
    const source = await readFile(join(folder, name), 'utf8');
    const [, frontMatter, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(source);
    const title = /^title: "?(.*?)"?$/m.exec(frontMatter)[1];
    // Code, tables and links are left out: what people remember is prose.
    const prose = body.replace(/```[^]*?```/g, '').split('\n').filter((line) => /^[A-Z-].*\w/.test(line));
    return { id: name.replace(/\.md$/, ''), title, prose, bytes: Buffer.byteLength(source) };
  }));
}

/** Plain words; not those that are code, emphasised or linked. */
function wordsOf(text) {
  const words = text.split(/[^\p{L}\p{N}'*_`/:.[\]()-]+/u).map((word) => word.replace(/[.,:]$/, ''));
  return words.filter((word) => WORD.test(word));
}

function documentFrequencies(documents) {
  const frequencies = new Map();
  for (const { prose } of documents) {
    for (const word of new Set(wordsOf(prose.join(' ').toLowerCase()))) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  return frequencies;
}

/** The three rarest words that are not of this document alone, as these would be no question. */
function rareWords({ prose }, frequencies) {
  const words = [...new Set(wordsOf(prose.join(' ').toLowerCase()))].filter((word) => frequencies.get(word) > 1);
  words.sort((a, b) => frequencies.get(a) - frequencies.get(b) || (a < b ? -1 : 1));
  return ['rare words', words.slice(0, 3).join(' ')];
}

/** Five words as they stand side by side in the second half of the text. */
function phrase({ prose }) {
  for (const line of prose.slice(prose.length >> 1).concat(prose)) {
    const words = line.replace(/^- /, '').split(' ').slice(1);
    for (let start = 0; start + 5 <= words.length; start += 1) {
      const five = words.slice(start, start + 5);
      if (five.every((word) => WORD.test(word))) return ['phrase', `"${five.join(' ')}"`];
    }
  }
  throw new Error(`no five words side by side in ${prose}`);
}

/** The title, with two letters of its longest word exchanged. */
function misspeltTitle({ title }) {
  const longest = wordsOf(title).sort((a, b) => b.length - a.length)[0];
  for (let at = longest.length >> 1; at > 0; at -= 1) {
    if (longest[at] === longest[at - 1]) continue;
    const misspelt = longest.slice(0, at - 1) + longest[at] + longest[at - 1] + longest.slice(at + 1);
    return ['title with a typo', title.replace(longest, misspelt)];
  }
  return ['title with a typo', title.replace(longest, longest.slice(1))];
}
