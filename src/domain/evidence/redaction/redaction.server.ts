import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { nameShown } from '../names.server.ts';
import type { PageLine, Paper } from '../paper.ts';
import { paperOf } from '../papers.server.ts';
import { redaction } from '../comments/reading-schema.server.ts';
import { boxAround, type Box } from '../reader/paragraphs.ts';
import type { HiddenShape, HidingReason, PlaceOnPage } from './redaction.ts';
import { evidenceItem, evidencePage } from '../schema.server.ts';

/** A place marked to be hidden, or hidden. */
export interface Mark extends PlaceOnPage {
  redactionId: string;
  what: HiddenShape;
  reason: HidingReason;
  byName: string;
  at: Date;
  releasedAt: Date | null;
}

export const marksOfPaper = (scope: CaseScope, evidenceItemId: string) =>
  and(
    eq(redaction.councilId, scope.councilId),
    eq(redaction.caseFileId, scope.caseFileId),
    eq(redaction.evidenceItemId, evidenceItemId),
  );

/** Every mark on a paper, in the order of its pages. */
export const marksOn = (tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Mark[]> =>
  tx
    .select({
      redactionId: redaction.redactionId,
      page: redaction.page,
      what: redaction.what,
      x: redaction.x,
      y: redaction.y,
      width: redaction.width,
      height: redaction.height,
      reason: redaction.reason,
      byName: nameShown,
      at: redaction.at,
      releasedAt: redaction.releasedAt,
    })
    .from(redaction)
    .innerJoin(person, and(eq(person.councilId, redaction.councilId), eq(person.personId, redaction.by)))
    .where(marksOfPaper(scope, evidenceItemId))
    .orderBy(asc(redaction.page), asc(redaction.y), asc(redaction.redactionId));

export interface PageToMark {
  page: number;
  lines: PageLine[];
  widthPt: number;
  heightPt: number;
}

/** The pages of a paper with their lines. One page when it is named. */
export const pagesToMark = (tx: Tx, scope: CaseScope, evidenceItemId: string, page?: number): Promise<PageToMark[]> =>
  tx
    .select({
      page: evidencePage.page,
      lines: evidencePage.lines,
      widthPt: evidencePage.widthPt,
      heightPt: evidencePage.heightPt,
    })
    .from(evidencePage)
    .where(
      and(
        eq(evidencePage.councilId, scope.councilId),
        eq(evidencePage.caseFileId, scope.caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItemId),
        page === undefined ? undefined : eq(evidencePage.page, page),
      ),
    )
    .orderBy(asc(evidencePage.page));

/** The paper as it was sent, for those who may hide things in it. Null when it cannot be read. */
export async function paperToMark(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Paper | null> {
  const paper = await paperOf(tx, scope, evidenceItemId);
  // One that waits is marked before anybody reads it; not while it is in quarantine.
  const waits = paper?.state === 'held' && paper.heldBecause !== 'not_scanned';
  if (!paper || !(paper.state === 'ready' || waits) || paper.withdrawnAt) return null;
  const [sent] = await tx
    .select({ mediaType: evidenceItem.mediaType, bytes: evidenceItem.bytes, fileName: evidenceItem.fileName })
    .from(evidenceItem)
    .where(
      and(
        eq(evidenceItem.councilId, scope.councilId),
        eq(evidenceItem.caseFileId, scope.caseFileId),
        eq(evidenceItem.evidenceItemId, evidenceItemId),
      ),
    );
  return { ...paper, ...sent!, redactedSha256: null };
}

/** What an officer ticked on one page: lines by their place on it, paragraphs by their number, all of it, or a box. */
export interface Marking {
  page: number;
  reason: HidingReason;
  lines: readonly number[];
  paragraphs: readonly number[];
  wholePage: boolean;
  /** In parts of a hundred of the page, from its top left. */
  box: Box | null;
}

/** Marks places to be hidden. Nobody but officers sees a mark, and nothing is hidden, until it is released (RED5). */
export async function markPlaces(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  marking: Marking,
): Promise<Refused | null | 'marked'> {
  await beginOnPapers(tx, scope);
  if (!(await paperToMark(tx, scope, evidenceItemId))) return null;
  const [page] = await pagesToMark(tx, scope, evidenceItemId, marking.page);
  if (!page) return null;
  const places = placesOf(page, marking);
  if (places.length === 0) return refuse('places', 'Choose what to hide on this page.');
  const { councilId, caseFileId, personId } = scope;
  const all = { councilId, caseFileId, evidenceItemId, page: marking.page, reason: marking.reason, by: personId };
  await tx.insert(redaction).values(places.map((place) => ({ ...all, ...place })));
  await recordFor(tx, scope, {
    action: 'paper.place_marked',
    target: evidenceItemId,
    detail: { page: marking.page, reason: marking.reason, places: places.map(({ what }) => what) },
  });
  return 'marked';
}

function placesOf(page: PageToMark, marking: Marking): (Box & { what: HiddenShape })[] {
  const { widthPt, heightPt, lines } = page;
  if (marking.wholePage) return [{ what: 'page', x: 0, y: 0, width: widthPt, height: heightPt }];
  const paragraphs = marking.paragraphs.flatMap((number) => {
    const within = lines.filter(({ paragraph }) => paragraph === number);
    return within.length > 0 ? [{ what: 'paragraph' as const, ...boxAround(within) }] : [];
  });
  const single = marking.lines.flatMap((index) => {
    const line = lines[index];
    if (!line || marking.paragraphs.includes(line.paragraph)) return [];
    return [{ what: 'line' as const, ...boxAround([line]) }];
  });
  const { box } = marking;
  const scaled = box &&
    box.width > 0 &&
    box.height > 0 && {
      x: (box.x / 100) * widthPt,
      y: (box.y / 100) * heightPt,
      width: (box.width / 100) * widthPt,
      height: (box.height / 100) * heightPt,
    };
  return [...paragraphs, ...single, ...(scaled ? [{ what: 'box' as const, ...boxAround([scaled]) }] : [])];
}

/** Takes a mark back. What has been released stays hidden. Null when there is no such paper. */
export async function takeMarkBack(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  redactionId: string,
): Promise<Refused | null | 'taken back'> {
  await beginOnPapers(tx, scope);
  if (!(await paperToMark(tx, scope, evidenceItemId))) return null;
  const open = (await marksOn(tx, scope, evidenceItemId)).find(
    (mark) => mark.redactionId === redactionId && !mark.releasedAt,
  );
  if (!open) return refuse('release', 'That mark is not there any more. Look at what is marked now.');
  await tx
    .delete(redaction)
    .where(
      and(marksOfPaper(scope, evidenceItemId), eq(redaction.redactionId, redactionId), isNull(redaction.releasedAt)),
    );
  await recordFor(tx, scope, { action: 'paper.mark_taken_back', target: evidenceItemId, detail: { page: open.page } });
  return 'taken back';
}
