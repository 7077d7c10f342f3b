import { describe, expect, test } from 'vitest';
import { readText } from './support/tree.ts';

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  link?: boolean;
}
const locked = Object.entries(
  (JSON.parse(readText('package-lock.json')) as { packages: Record<string, Locked> }).packages,
).filter(([path]) => path);
const manifest = JSON.parse(readText('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies' | 'allowScripts',
  Record<string, string | boolean>
>;
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const copiesOf = (name: string) =>
  locked.filter(([path]) => nameOf(path) === name).map(([, { version }]) => version ?? '');

/** The oldest version of each that is not known to be open to attack, and what was found in the one before. */
const floors: [name: string, floor: string, because: string][] = [
  ['svelte', '5.53.5', 'CVE-2026-27121, -27122, -27125, -27902: HTML injection while rendering on the server'],
  ['@sveltejs/kit', '2.69.1', 'GHSA-wqjv-9729-c5q2, CVE-2026-22803, CVE-2025-67647'],
  ['@sveltejs/adapter-node', '5.5.1', 'CVE-2025-67647: the host header'],
  ['devalue', '5.9.1', 'GHSA-9rgm-9g3h-6x36, CVE-2026-42570'],
  ['socket.io', '4.8.4', 'CVE-2024-38355'],
  ['socket.io-parser', '4.2.7', 'CVE-2026-69185, CVE-2026-33151'],
  ['engine.io', '6.6.9', 'GHSA-gr94-w7qr-f4j3, CVE-2026-59725'],
  ['ws', '8.21.1', 'CVE-2026-62389, CVE-2026-48779'],
  ['drizzle-orm', '0.45.2', 'CVE-2026-39356: injection through a name'],
  ['yjs', '13.6.33', 'the byte gate was tried against this version'],
  ['lib0', '0.2.120', 'the byte gate was tried against this version'],
  ['pdfjs-dist', '6.2.108', 'CVE-2026-16633: scripts in a PDF'],
  ['nodemailer', '9.1.1', 'CVE-2025-14874: whom a message goes to'],
];

/** -1, 0 or 1, comparing the numbers of two versions; a pre-release counts as its release. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((i) => left![i] !== right![i]);
  return at === undefined ? 0 : Math.sign(left![at]! - right![at]!);
}

describe('H28: what we stand on', () => {
  test.each(floors)('H28: every copy of %s is at least %s (%s)', (name, floor) => {
    const old = copiesOf(name).filter((version) => compare(version, floor) < 0);
    expect(copiesOf(name), 'it is in the lockfile').not.toEqual([]);
    expect(old).toEqual([]);
  });

  test('H28: the floors compare numbers, not letters', () => {
    expect([compare('5.9.1', '5.53.5'), compare('10.0.0', '9.1.1'), compare('1.2.3', '1.2.3')]).toEqual([-1, 1, 0]);
  });

  test.each(['yjs', 'lib0', 'svelte', 'drizzle-orm'])(
    'there is one copy of %s: two of them do not know each other’s types',
    (name) => {
      expect(copiesOf(name)).toHaveLength(1);
    },
  );

  test('every package in the lockfile has its version and the sum of its bytes', () => {
    const without = locked
      .filter(([, { version, integrity, link }]) => !link && !(version && integrity?.startsWith('sha512-')))
      .map(([path]) => path);
    expect(without).toEqual([]);
  });

  test('no package is named by an address: each comes from wherever npm is set to look, and must have its sum', () => {
    expect(locked.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
  });

  test('no package runs a script when it is installed, and each that would is denied by name', () => {
    expect(readText('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const wanting = new Set(
      locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)),
    );
    expect([...wanting].filter((name) => manifest.allowScripts[name] !== false)).toEqual([]);
    expect(Object.keys(manifest.allowScripts).filter((name) => !wanting.has(name))).toEqual([]);
  });

  test('every dependency names a version', () => {
    const loose = (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((kind) =>
      Object.entries(manifest[kind])
        .filter(([, range]) => !/^[\^~]?\d+(\.\d+)*/.test(String(range)))
        .map(([name]) => name),
    );
    expect(loose).toEqual([]);
  });
});
