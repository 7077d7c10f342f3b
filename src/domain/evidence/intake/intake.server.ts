import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { keepFile, type Arrived } from '#server/files.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, isRefused, refuse, type Hold, type Refused } from '../begin.server.ts';
import { lookAt } from '../guard/look.server.ts';
import { takeFile, type Taken } from './media.ts';
import type { CameBy, Paper } from '../paper.ts';
import { paperWithBytes } from '../papers.server.ts';
import { placeFor, type Answers } from '../list/place.ts';
import { whyNoRoom } from './quota.server.ts';
import { readSoon } from './reading.server.ts';
import { appendRow, thisRow } from '../list/rows-commands.server.ts';
import { rowsOf } from '../list/rows.server.ts';
import { checkRow, evidenceItem } from '../schema.server.ts';

export interface NewPaper {
  title: string;
  author: string;
  writtenOn: CalendarDate | null;
  /** The row it answers, what kind of paper it is when it answers none, or the paper it is a newer version of. */
  answers: Answers;
  cameBy?: CameBy;
  /** The day it came, when it was added later. */
  receivedOn?: CalendarDate | null;
  /** Who asked for it, in words. */
  askedBy?: string;
}

/** What else happens with a paper that is kept, in the same transaction. */
export type WhenKept = (tx: Tx, evidenceItemId: string) => Promise<void>;

/**
 * Takes one paper in: what it is by its bytes and by its name, then its place on disk, its row and its history in one
 * transaction, then its words. `arrived` is used up: kept, or taken away. Refuses in a sentence that names the file.
 */
export async function receivePaper(
  scope: CaseScope,
  file: { name: string; arrived: Arrived },
  paper: NewPaper,
  hold?: Hold,
  whenKept?: WhenKept,
): Promise<Refused | { evidenceItemId: string }> {
  const { arrived, name } = file;
  try {
    const as = takeFile(name, arrived.bytes, await lookAt(arrived));
    if ('because' in as) return refuse('file', as.because);
    const evidenceItemId = v7();
    const taken = await underScope(scope, (tx) =>
      keep(tx, scope, { evidenceItemId, as, name, arrived, paper, hold, whenKept }),
    );
    if (isRefused(taken)) return taken;
    await readSoon(scope, { evidenceItemId, mediaType: as.mediaType, fileName: name });
    return { evidenceItemId };
  } finally {
    await arrived.discard();
  }
}

interface Keeping {
  evidenceItemId: string;
  as: Taken;
  name: string;
  arrived: Arrived;
  paper: NewPaper;
  hold?: Hold | undefined;
  whenKept?: WhenKept | undefined;
}

async function keep(
  tx: Tx,
  scope: CaseScope,
  { evidenceItemId, as, name, arrived, paper, hold, whenKept }: Keeping,
): Promise<Refused | 'kept'> {
  await beginOnPapers(tx, scope, hold);
  const same = await paperWithBytes(tx, scope, arrived.sha256);
  if (same) return refuse('file', alreadyHere(scope, same));
  const noRoom = await whyNoRoom(tx, scope, arrived.bytes);
  if (noRoom) return refuse('file', noRoom);
  const place = placeFor(scope, await rowsOf(tx, scope), paper.answers);
  if (isRefused(place)) return place;
  const { councilId, caseFileId, personId, side } = scope;
  const { title, author, writtenOn, cameBy, receivedOn, askedBy } = paper;
  await tx.insert(evidenceItem).values({
    ...{ councilId, caseFileId, evidenceItemId, title, fileName: name, ...as, author, writtenOn },
    ...{ cameBy, receivedOn, askedBy, kind: place.kind, version: place.version, replaces: place.replaces },
    ...{ bytes: arrived.bytes, sha256: arrived.sha256, pages: 0, state: 'reading', addedBy: personId, addedSide: side },
  });
  if (!place.checkRowId) await appendRow(tx, scope, { kind: place.kind, title, who: author, evidenceItemId });
  else await tx.update(checkRow).set({ evidenceItemId }).where(thisRow(scope, place.checkRowId));
  await recordFor(tx, scope, {
    action: 'paper.added',
    target: evidenceItemId,
    detail: { title, fileName: name, sha256: arrived.sha256, bytes: arrived.bytes },
  });
  await whenKept?.(tx, evidenceItemId);
  await keepFile(arrived, councilId, evidenceItemId);
  return 'kept';
}

/**
 * Of a paper that waits for an officer, or was recalled, even its name is not for everybody who has a copy. Whoever holds
 * only a link has no standing, and is not told what else is here.
 */
function alreadyHere({ standingId }: CaseScope, { title, state }: Pick<Paper, 'title' | 'state'>): string {
  if (!standingId) return 'We have this very file already.';
  if (state === 'held') return 'This paper is already here. An officer is checking it before anyone reads it.';
  if (state === 'recalled') return 'This paper was taken away from this case. Ask the case officer about it.';
  return `This paper is already here. It is called “${title}”.`;
}
