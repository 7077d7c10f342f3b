import { fileTypeFromFile } from 'file-type';
import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { keepFile, type Arrived } from '#server/files.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, isRefused, refuse, type Hold, type Refused } from './begin.server.ts';
import type { PaperKind } from './expected.ts';
import { whyNotFile, type MediaType } from './media.ts';
import { isHere } from './paper.ts';
import { paperWithBytes } from './papers.server.ts';
import { readSoon } from './reading.server.ts';
import { appendRow, thisRow } from './rows-commands.server.ts';
import { rowsOf } from './rows.server.ts';
import { checkRow, evidenceItem } from './schema.server.ts';

export interface NewPaper {
  title: string;
  author: string;
  writtenOn: CalendarDate | null;
  /** The row it answers, or what kind of paper it is when it answers none. */
  answers: { checkRowId: string } | { kind: PaperKind };
}

/**
 * Takes one paper in: what it is by its bytes and by its name, then its place on disk, its row and its history in one
 * transaction, then its words. `arrived` is used up: kept, or taken away. Refuses in a sentence that names the file.
 */
export async function receivePaper(
  scope: CaseScope,
  file: { name: string; arrived: Arrived },
  paper: NewPaper,
  hold?: Hold,
): Promise<Refused | { evidenceItemId: string }> {
  const { arrived, name } = file;
  try {
    const found = (await fileTypeFromFile(arrived.path))?.mime;
    const because = whyNotFile(name, arrived.bytes, found);
    if (because) return refuse('file', because);
    const mediaType = found as MediaType;
    const evidenceItemId = v7();
    const taken = await underScope(scope, (tx) =>
      keep(tx, scope, { evidenceItemId, mediaType, name, arrived, paper, hold }),
    );
    if (isRefused(taken)) return taken;
    await readSoon(scope, { evidenceItemId, mediaType, fileName: name, state: 'reading' });
    return { evidenceItemId };
  } finally {
    await arrived.discard();
  }
}

interface Keeping {
  evidenceItemId: string;
  mediaType: MediaType;
  name: string;
  arrived: Arrived;
  paper: NewPaper;
  hold?: Hold | undefined;
}

async function keep(
  tx: Tx,
  scope: CaseScope,
  { evidenceItemId, mediaType, name, arrived, paper, hold }: Keeping,
): Promise<Refused | 'kept'> {
  await beginOnPapers(tx, scope, hold);
  const same = await paperWithBytes(tx, scope, arrived.sha256);
  if (same) return refuse('file', `This paper is already here. It is called “${same.title}”.`);
  const place = await placeFor(tx, scope, paper);
  if (!place) return refuse('answers', 'Choose which paper this is.');
  const { councilId, caseFileId, personId, side } = scope;
  const { title, author, writtenOn } = paper;
  await tx.insert(evidenceItem).values({
    ...{ councilId, caseFileId, evidenceItemId, title, fileName: name, mediaType, author, writtenOn },
    ...{ bytes: arrived.bytes, sha256: arrived.sha256, pages: 0, state: 'reading', addedBy: personId, addedSide: side },
  });
  if ('kind' in place) await appendRow(tx, scope, { kind: place.kind, title, who: author, evidenceItemId });
  else await tx.update(checkRow).set({ evidenceItemId }).where(thisRow(scope, place.checkRowId));
  await recordFor(tx, scope, {
    action: 'paper.added',
    target: evidenceItemId,
    detail: { title, fileName: name, sha256: arrived.sha256, bytes: arrived.bytes },
  });
  await keepFile(arrived, councilId, evidenceItemId);
  return 'kept';
}

/** Where the paper goes: on the row it answers, or on a new row when that one has a paper already or it answers none. */
async function placeFor(tx: Tx, scope: CaseScope, { answers }: NewPaper): Promise<NewPaper['answers'] | null> {
  if ('kind' in answers) return answers;
  const row = (await rowsOf(tx, scope)).find(({ checkRowId }) => checkRowId === answers.checkRowId);
  if (!row) return null;
  return isHere(row.paper) ? { kind: row.kind } : answers;
}
