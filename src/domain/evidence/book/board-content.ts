import { inShort } from '#domain/calendar/words.ts';
import { closed } from '../list/check.ts';
import type { Manifest } from '../pack/manifest.ts';
import type { PackClass } from '../pack/pack-parts.ts';
import { entryView, frozenView } from '../pack/pack-view.ts';
import { lateCites, type Arrived } from '../pack/pack.ts';
import { pagesInWords } from '../paper.ts';
import type { BookContent, LateEntry, PaperEntry, WordsEntry } from './content.ts';
import type { Block } from './plan.ts';

/** A paper that came between the freeze and the asking. */
export interface CameLate {
  readonly class: PackClass;
  readonly evidenceItemId: string;
  readonly title: string;
  readonly author: string;
  readonly writtenOn: string | null;
  readonly addedOn: string;
  readonly pages: number;
}

type View = ReturnType<typeof frozenView>;
const words = (text: string | null): Block[] => (text ? [{ kind: 'words', words: text }] : []);
const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, words: text });

/** What a pack for the Board is made of: what was frozen, to the letter, and what came after it. */
export function boardContent(
  manifest: Manifest,
  sha256: string,
  late: readonly CameLate[],
  arrived: readonly Arrived[],
): BookContent<PackClass> {
  const view = frozenView(manifest, sha256);
  return {
    reference: manifest.reference,
    entries: manifest.contents.map((entry): WordsEntry<PackClass> | PaperEntry<PackClass> => {
      const { cite: _, about, late: note } = entryView(entry);
      const { section: tab, title, firstPage, pages, kind } = entry;
      const common = { class: 'case', tab, title, firstPage, pages, note: note ?? '' } as const;
      if (kind === 'paper') return { ...common, kind, id: entry.id, about };
      return {
        ...common,
        kind,
        about: '',
        id: kind === 'point' ? entry.id : kind,
        blocks: wordsOf(view, kind, entry.id),
      };
    }),
    late: lateEntries(manifest, late, arrived),
    facts: { title: 'Who said that this is everything', blocks: factsOf(view) },
    receipt: { title: 'Receipt', blocks: receiptOf(manifest, view) },
  };
}

function wordsOf(view: View, kind: 'child' | 'summary' | 'point', id: string): Block[] {
  if (kind === 'summary')
    return [
      heading(1, 'In the family’s own words'),
      ...(view.summary ? words(view.summary) : words('Nothing was written.')),
    ];
  if (kind === 'child') return childBlocks(view.child);
  const point = view.points.find(({ pointId }) => pointId === id);
  if (!point) throw new Error('A numbered point is not in the pack.');
  const both = [
    heading(3, 'Family'),
    ...words(point.family || 'No words.'),
    heading(3, 'Council'),
    ...words(point.council || 'No words.'),
  ];
  return [
    heading(2, `Point ${point.number}: ${point.title}`),
    ...words(point.stateInWords),
    ...(point.agreed === null ? both : [heading(3, 'Agreed'), ...words(point.agreed)]),
  ];
}

function childBlocks({ name, ownWords, goodDay, wantGrownUpsToKnow, askedOn, helpedBy }: View['child']): Block[] {
  if (!askedOn) return [heading(1, `${name}’s page`), ...words('Not asked yet.')];
  const asked = `Asked on ${askedOn}.${helpedBy ? ` ${helpedBy} helped ${name} to say this.` : ''}`;
  return [
    heading(1, `${name}’s page`),
    ...[ownWords, goodDay, wantGrownUpsToKnow].flatMap(words),
    { kind: 'quiet', words: asked },
  ];
}

function factsOf({ confirmed, missing }: View): Block[] {
  const gone = missing.map(({ title, family, council }) => `${title}. ${closed(family)} ${closed(council)}`);
  return [
    { kind: 'list', items: confirmed },
    heading(2, 'Not here when it was frozen'),
    ...(gone.length > 0 ? [{ kind: 'list', items: gone } as const] : words('Nothing.')),
  ];
}

const receiptOf = (
  { councilName, reference }: Manifest,
  { frozen, boardOn, size, fingerprint, number }: View,
): Block[] => [
  ...words(`${councilName}. Reference ${reference}. Number ${number}.`),
  ...words(`${frozen}${boardOn ? ` The Board meets on ${boardOn}.` : ''}`),
  ...words(size),
  heading(2, 'Fingerprint'),
  { kind: 'digits', words: fingerprint },
  ...words(
    'If one letter of what was frozen changed, these numbers would be different. The receipt in Common Ground has the exact text they are made from.',
  ),
];

const lateEntries = (
  manifest: Manifest,
  late: readonly CameLate[],
  arrived: readonly Arrived[],
): LateEntry<PackClass>[] =>
  lateCites(manifest, arrived, late).map(({ paper, cite }) => {
    const { evidenceItemId: id, title, author, writtenOn, addedOn, pages } = paper;
    const about = [author, writtenOn && inShort(writtenOn), pagesInWords(pages)].filter(Boolean).join(', ');
    const note = `Late: it came after the freeze, on ${inShort(addedOn)}.`;
    return { class: paper.class, kind: 'paper', id, tab: cite[0]!, title, about, note, pages, cite };
  });
