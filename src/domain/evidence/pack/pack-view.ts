import { inShort, inWords, momentInWords } from '#domain/calendar/words.ts';
import { inGroups } from '../canonical.ts';
import type { AnsweringSide } from '../list/check.ts';
import type { Manifest } from './manifest.ts';
import type { PackConfirmed, PackContent } from './pack-parts.ts';
import { citeAll, contentsOf, sections, sizeInWords, type PackEntry, type Section } from './pack.ts';
import { pagesInWords } from '../paper.ts';

/** One line of the contents in words. */
export interface EntryView {
  key: string;
  /** The paper to open, when it is one. */
  paper: string | null;
  cite: string;
  title: string;
  about: string;
  late: string | null;
}

export interface SectionView {
  section: Section;
  title: string;
  entries: EntryView[];
}

export function entryView(entry: PackEntry): EntryView {
  const { kind, id, title, author, writtenOn, pages, addedOn, lateFor, recalled } = entry;
  return {
    key: `${kind}:${id}`,
    paper: kind === 'paper' && !recalled ? id : null,
    cite: citeAll(entry),
    title,
    about: [author, writtenOn && inShort(writtenOn), pagesInWords(pages)].filter(Boolean).join(', '),
    late: lateFor && addedOn ? `Late: it was due ${inShort(lateFor)} and came ${inShort(addedOn)}.` : null,
  };
}

/** The contents under their tabs; a tab with nothing in it is left out. */
const sectionsView = (contents: readonly PackEntry[]): SectionView[] =>
  (Object.entries(sections) as [Section, string][])
    .map(([section, title]) => ({
      section,
      title,
      entries: contents.filter((entry) => entry.section === section).map(entryView),
    }))
    .filter(({ entries }) => entries.length > 0);

const said = { everything: 'that’s everything', missing: 'something is missing' } as const;

/** Who confirmed what and when, and whether it is what is in the pack (PACK8). */
function confirmedInWords(side: AnsweringSide, confirmed: PackConfirmed | null): string {
  if (!confirmed)
    return side === 'family'
      ? 'The family has not said whether this is everything.'
      : 'The council has not said whether this is everything.';
  const { byName, roleInWords, at, says, words, stillStands } = confirmed;
  const who = roleInWords ? `${byName} (${roleInWords.toLowerCase()})` : byName;
  const sentence = `${who} said “${said[says]}” on ${momentInWords(new Date(at))}.`;
  const moved = stillStands ? '' : ' Something changed after that, so it was not said about what is here.';
  return `${sentence}${words ? ` In their words: “${words}”` : ''}${moved}`;
}

/** What a page shows of a pack, frozen or still a preview. */
function packView(
  content: Pick<PackContent, 'parts' | 'missing' | 'confirmed' | 'boardOn'>,
  contents: readonly PackEntry[],
) {
  const { parts, missing, confirmed, boardOn } = content;
  return {
    size: sizeInWords(contents),
    sections: sectionsView(contents),
    child: { ...parts.child, askedOn: parts.child.askedOn && inWords(parts.child.askedOn) },
    summary: parts.summary.words,
    points: [...parts.points]
      .sort((a, b) => a.number - b.number)
      .map(({ pointId, number, title, stateInWords, agreed, family, council }) => ({
        pointId,
        number,
        title,
        stateInWords,
        agreed,
        family,
        council,
      })),
    missing: missing.map(({ checkRowId, title, family, council }) => ({ checkRowId, title, family, council })),
    confirmed: [confirmedInWords('family', confirmed.family), confirmedInWords('council', confirmed.council)],
    boardOn: boardOn && inWords(boardOn),
  };
}
export type PackView = ReturnType<typeof packView>;

/** What would be frozen now. */
export const previewView = (content: PackContent): PackView => packView(content, contentsOf(content));

/** What was frozen, when, by whom, and its fingerprint. */
export const frozenView = (manifest: Manifest, sha256: string) => ({
  ...packView(manifest, manifest.contents),
  number: manifest.frozen.number,
  frozen: `Frozen on ${momentInWords(new Date(manifest.frozen.frozenAt))} by ${manifest.frozen.byName} (${manifest.frozen.roleInWords.toLowerCase()}).`,
  fingerprint: inGroups(sha256),
});
