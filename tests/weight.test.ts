import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfNeeded } from '../scripts/built.mjs';
import { exists, filesUnder, readText } from './support/tree.ts';

/** Most JavaScript a first visit may bring, gzipped, in bytes. A family opens these on a phone with little data left. */
const budgets: [route: string, maxBytes: number][] = [
  ['/i/[token]', 10_000],
  ['/i/[token]/code', 10_000],
  ['/cases/[caseFile]', 60_000],
  ['/cases/[caseFile]/papers', 60_000],
  ['/cases/[caseFile]/papers/[paper]', 110_000],
  ['/cases/[caseFile]/space', 110_000],
  ['/cases/[caseFile]/space/points/[point]', 110_000],
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

/** The page of a route and the layouts around it, as paths of components. */
function componentsOf(route: string): string[] {
  const folders = route.split('/').map((_, depth, parts) => `src/routes${parts.slice(0, depth + 1).join('/')}`);
  return [...folders.map((folder) => `${folder}/+layout.svelte`), `src/routes${route}/+page.svelte`].filter(exists);
}

/** Whether the page says that it brings no JavaScript at all. */
const sendsNone = (route: string): boolean =>
  componentsOf(route).some((path) =>
    ['.ts', '.server.ts'].some((ending) => {
      const module = path.replace(/\.svelte$/, ending);
      return exists(module) && /export const csr = false/.test(readText(module));
    }),
  );

/**
 * Every script a first visit to the route loads: Kit's own two, the page and its layouts, all they import, and what
 * they load as soon as they are shown.
 */
function scriptsOf(route: string): Set<string> {
  if (sendsNone(route)) return new Set();
  const wanted = componentsOf(route);
  const ours = filesUnder(nodes, ['.js']).filter(({ text }) => wanted.some((path) => text.includes(`/${path}"`)));
  expect(ours.length, `the parts of ${route} in the build`).toBe(wanted.length);
  const found = new Set<string>();
  const follow = (key: string, later: boolean): void => {
    const chunk = manifest[key];
    if (!chunk || found.has(chunk.file) || !chunk.file.endsWith('.js')) return;
    found.add(chunk.file);
    for (const next of chunk.imports ?? []) follow(next, later);
    if (later) for (const next of chunk.dynamicImports ?? []) follow(next, later);
  };
  for (const { path } of ours) follow(path, true);
  for (const [key, chunk] of Object.entries(manifest))
    if (chunk.isEntry && !key.includes('/nodes/')) follow(key, false);
  return found;
}

const gzipped = (file: string): number => gzipSync(readFileSync(`${output}/${file}`)).length;

describe('what a first visit weighs', () => {
  const measured: string[] = [];
  afterAll(() => console.log(measured.join('\n')));

  test.each(budgets)('%s brings at most %i bytes of JavaScript, gzipped', (route, maxBytes) => {
    expect(exists(`src/routes${route}/+page.svelte`), `${route} is a page`).toBe(true);
    const scripts = [...scriptsOf(route)];
    const bytes = scripts.reduce((sum, file) => sum + gzipped(file), 0);
    measured.push(
      `${(bytes / 1000).toFixed(1).padStart(6)} kB of ${(maxBytes / 1000).toFixed(0).padStart(3)} kB  ${route}`,
    );
    expect(bytes).toBeLessThanOrEqual(maxBytes);
  });

  test('no page brings the reader of PDFs: pages of papers are made into pictures on the server', () => {
    const readers = Object.values(manifest).filter(
      ({ file }) =>
        exists(`${output}/${file}`) && /\.js$/.test(file) && readText(`${output}/${file}`).includes('pdfjs'),
    );
    expect(readers.map(({ file }) => file)).toEqual([]);
  });
});
