import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfNeeded } from '../scripts/built.mjs';
import { exists, filesUnder, importsOf, readText } from './support/tree.ts';

/**
 * Most JavaScript a first visit may bring, gzipped, in bytes: to show the page and use it, and, where the page then
 * picks up the line to an open room, with that. A family opens these on a phone with little data left.
 */
const budgets: [route: string, maxBytes: number, withTheLineMaxBytes: number][] = [
  ['/i/[token]', 10_000, 10_000],
  ['/i/[token]/code', 10_000, 10_000],
  ['/p/[link]', 10_000, 10_000],
  ['/cases/[caseFile]', 60_000, 60_000],
  ['/cases/[caseFile]/papers', 60_000, 70_000],
  ['/cases/[caseFile]/papers/[paper]', 60_000, 70_000],
  ['/cases/[caseFile]/space', 110_000, 110_000],
  ['/cases/[caseFile]/space/points/[point]', 110_000, 110_000],
  ['/cases/[caseFile]/appeals/[appeal]/working-document', 110_000, 110_000],
  // With what the device of whoever leads needs to hold the keys of the private rooms; others do not fetch it here.
  ['/cases/[caseFile]/mediation/[mediation]/room', 115_000, 115_000],
  ['/cases/[caseFile]/mediation/[mediation]/clauses/[clause]', 115_000, 115_000],
  ['/cases/[caseFile]/mediation/[mediation]/private/[side]', 115_000, 115_000],
];

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
}
const output = '.svelte-kit/output/client';
const nodes = '.svelte-kit/generated/client-optimized/nodes';
let manifest: Record<string, Chunk>;
beforeAll(async () => {
  await buildIfNeeded();
  manifest = JSON.parse(readText(`${output}/.vite/manifest.json`)) as Record<string, Chunk>;
});

const foldersOf = (route: string): string[] =>
  route.split('/').map((_, depth, parts) => `src/routes${parts.slice(0, depth + 1).join('/')}`);

/** The page of a route and the layouts around it, as paths of components. */
const componentsOf = (route: string): string[] =>
  [...foldersOf(route).map((folder) => `${folder}/+layout.svelte`), `src/routes${route}/+page.svelte`].filter(exists);

/** Whether the page, or a layout around it, says that it brings no JavaScript at all. */
const sendsNone = (route: string): boolean =>
  [...foldersOf(route).map((folder) => `${folder}/+layout`), `src/routes${route}/+page`]
    .flatMap((path) => [`${path}.ts`, `${path}.server.ts`])
    .some((path) => exists(path) && /export const csr = false/.test(readText(path)));

/** What carries shared words; fetched only by a page that joins with `'words'`. */
const words = 'src/realtime/client/documents.ts';
type Line = 'none' | 'facts' | 'words';

/** What the page, or a component it is made of, wants of the line to the server as soon as it is shown. */
function lineOf(route: string): Line {
  const seen = new Set<string>();
  const look = (path: string): Line => {
    if (seen.has(path) || !exists(path)) return 'none';
    seen.add(path);
    const text = readText(path);
    const joined = /\b(?:live\.join|joinRoom)\([^;]*?(?:'(words)')?,?\s*\);/.exec(text);
    if (joined) return joined[1] ? 'words' : 'facts';
    const parts = importsOf({ path, text }).filter(({ to }) => /\.(svelte|ts)$/.test(to));
    return parts.map(({ to }) => look(to)).find((line) => line !== 'none') ?? 'none';
  };
  return look(`src/routes${route}/+page.svelte`);
}

/**
 * Every script a first visit to the route loads: Kit's own two, the page and its layouts, and all they import.
 * `line` adds what they fetch once they are shown.
 */
function scriptsOf(route: string, line: Line): Set<string> {
  if (sendsNone(route)) return new Set();
  const wanted = componentsOf(route);
  const ours = filesUnder(nodes, ['.js']).filter(({ text }) => wanted.some((path) => text.includes(`/${path}"`)));
  expect(ours.length, `the parts of ${route} in the build`).toBe(wanted.length);
  const found = new Set<string>();
  const follow = (key: string, alsoLater: boolean): void => {
    const chunk = manifest[key];
    if (!chunk || found.has(chunk.file) || !chunk.file.endsWith('.js')) return;
    if (key === words && line !== 'words') return;
    found.add(chunk.file);
    for (const next of chunk.imports ?? []) follow(next, alsoLater);
    if (alsoLater) for (const next of chunk.dynamicImports ?? []) follow(next, alsoLater);
  };
  for (const { path } of ours) follow(path, line !== 'none');
  for (const [key, chunk] of Object.entries(manifest))
    if (chunk.isEntry && !key.includes('/nodes/')) follow(key, false);
  return found;
}

const weightOf = (scripts: Set<string>): number =>
  [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(`${output}/${file}`)).length, 0);
const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

describe('what a first visit weighs', () => {
  const measured: string[] = [];
  afterAll(() => console.log(measured.join('\n')));

  test.each(budgets)(
    '%s brings at most %i bytes of JavaScript, gzipped, and %i with the line',
    (route, first, withLine) => {
      expect(exists(`src/routes${route}/+page.svelte`), `${route} is a page`).toBe(true);
      const bytes = weightOf(scriptsOf(route, 'none'));
      const bytesWithLine = weightOf(scriptsOf(route, lineOf(route)));
      measured.push(`${inKb(bytes)} ${inKb(bytesWithLine)} with the line  ${route}`);
      expect(bytes).toBeLessThanOrEqual(first);
      expect(bytesWithLine).toBeLessThanOrEqual(withLine);
    },
  );

  test('no page brings the reader of PDFs: pages of papers are made into pictures on the server', () => {
    const readers = Object.values(manifest).filter(
      ({ file }) =>
        exists(`${output}/${file}`) && /\.js$/.test(file) && readText(`${output}/${file}`).includes('pdfjs'),
    );
    expect(readers.map(({ file }) => file)).toEqual([]);
  });
});
