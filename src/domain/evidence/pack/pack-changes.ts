import { canonical, type Canonical } from '../canonical.ts';
import type { Manifest } from './manifest.ts';
import type { PackContent, PackPaper } from './pack-parts.ts';
import { cite, lateCites, type PackEntry } from './pack.ts';

const same = (a: unknown, b: unknown): boolean => canonical(a as Canonical) === canonical(b as Canonical);

/**
 * What is different now from what was frozen, as sentences (PACK6). The frozen pack itself never changes; this is what
 * a page says beside it.
 */
export function changesSince(frozen: Manifest, now: PackContent): string[] {
  const frozenPapers = frozen.contents.filter(({ kind }) => kind === 'paper');
  const here = new Set(now.papers.map(({ evidenceItemId }) => evidenceItemId));
  const known = new Set(frozenPapers.map(({ id }) => id));
  const gone = frozenPapers.filter(({ id }) => !here.has(id));
  const came = now.papers.filter(({ evidenceItemId }) => !known.has(evidenceItemId));
  return [
    ...lateSentences(frozen, now, came),
    ...gone.map(goneSentence),
    ...hiddenSince(frozenPapers, now.papers),
    ...wordsSentences(frozen, now),
  ];
}

const goneSentence = (entry: PackEntry): string =>
  entry.recalled
    ? `A paper (${cite(entry)}) was recalled. Nobody can read it, and the Board does not see it.`
    : `“${entry.title}” (${cite(entry)}) was taken back. The Board still sees it, and sees this.`;

const lateSentences = (frozen: Manifest, { arrived }: PackContent, came: readonly PackPaper[]): string[] =>
  lateCites(frozen, arrived, came).map(({ paper, cite }) => `“${paper.title}” came after the freeze. It is ${cite}.`);

/** RED7: a paper whose copy is another than the frozen one: something in it was hidden. Its pages keep their numbers. */
function hiddenSince(frozen: readonly PackEntry[], now: readonly PackPaper[]): string[] {
  const shas = new Map(now.map(({ evidenceItemId, sha256 }) => [evidenceItemId, sha256]));
  return frozen
    .filter(({ id, sha256 }) => (shas.get(id) ?? sha256) !== sha256)
    .map((entry) => `Something in “${entry.title}” (${cite(entry)}) was hidden after the freeze. Freeze it again.`);
}

function wordsSentences(frozen: Manifest, now: PackContent): string[] {
  const { child, summary, points } = frozen.parts;
  const then = new Map(points.map((point) => [point.pointId, point]));
  const changed = now.parts.points.filter((point) => {
    const before = then.get(point.pointId);
    return (
      !before ||
      before.stateInWords !== point.stateInWords ||
      !same([before.agreed, before.family, before.council], [point.agreed, point.family, point.council])
    );
  });
  const moved = (side: 'family' | 'council') => !same(pick(frozen, side), pick(now, side));
  return [
    ...(same(child, now.parts.child) ? [] : [`${child.name}’s page has changed.`]),
    ...(summary.words === now.parts.summary.words ? [] : ['The family’s own words have changed.']),
    ...changed.map(({ number, title }) => `Point ${number}, “${title}”, has changed.`),
    ...(moved('family') ? ['The family has said again whether this is everything.'] : []),
    ...(moved('council') ? ['The council has said again whether this is everything.'] : []),
  ];
}

const pick = ({ confirmed }: Pick<PackContent, 'confirmed'>, side: 'family' | 'council') =>
  confirmed[side] && { says: confirmed[side].says, at: confirmed[side].at };
