import { and, eq } from 'drizzle-orm';
import { decide, isRefusal } from '#domain/access/decide.ts';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { invitedPerson } from '#domain/people/accept.server.ts';
import { isExcluded } from '#domain/people/invite.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { tryAgainAfterSeconds } from '#domain/people/slow-down.server.ts';
import type { Arrived } from '#server/files.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import { receiptOf, stillOpen, thisLink, type AdviceRequest, type Asked } from './asking-guest.server.ts';
import { aboutAsking } from './asking-link.server.ts';
import { receivedMail } from './asking-mail.ts';
import { adviceRequest } from './asking-schema.server.ts';
import { tellOfficers } from './asking-told.server.ts';
import { holdCase, isRefused, refuse, type Refused } from '../begin.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { paperOf } from '../papers.server.ts';
import { rowsOf } from '../list/rows.server.ts';

/** What a practitioner says of the paper they send. */
export interface Sent {
  name: string;
  job: string;
  writtenOn: CalendarDate | null;
}

/**
 * Whether the holder of a link may send now, counted before a byte is read: a scope for one paper on one case file and
 * no standing, so that nothing can be read with it. Null: the link is closed, or was tried too often.
 */
export async function sendingBy({ row, state }: Asked): Promise<CaseScope | null> {
  if (state !== 'open' || (await tryAgainAfterSeconds('one-paper', row.adviceRequestId)) > 0) return null;
  const { councilId, caseFileId, askedOf: fullName, email } = row;
  const them = { councilId, fullName, email, mobile: null, role: 'practitioner' } as const;
  const personId = await inTransaction(row, async (tx) =>
    (await isExcluded(tx, row, them)) ? null : invitedPerson(tx, them),
  );
  if (!personId) return null;
  const who = { councilId, personId, kind: 'practitioner', complete: true } as const;
  const place = {
    caseFileId,
    excluded: false,
    grant: 'specific',
    role: 'practitioner',
    standingId: null,
    epoch: 0,
  } as const;
  const scope = decide(who, place, 'paper:add');
  return isRefusal(scope) ? null : scope;
}

/**
 * Takes the one paper of a link. ASK2: keeping it and spending the link are one transaction, so of two at once one
 * wins. A file that turns out not to open gives the link back, with the reason. `closed`: the link ended meanwhile.
 */
export async function receiveByLink(
  { row }: Asked,
  scope: CaseScope,
  file: { name: string; arrived: Arrived },
  sent: Sent,
): Promise<Refused | 'closed' | 'received'> {
  const paper = {
    ...(await inTransaction(row, (tx) => wanted(tx, scope, row))),
    author: sent.job ? `${sent.name}, ${sent.job}` : sent.name,
    writtenOn: sent.writtenOn,
    answers: { checkRowId: row.checkRowId, newer: true },
    cameBy: 'guest_link' as const,
  };
  const spend = (tx: Tx, evidenceItemId: string) => spendLink(tx, row, evidenceItemId);
  const taken = await receivePaper(scope, file, paper, (tx) => holdLink(tx, row), spend).catch((thrown: unknown) => {
    if (thrown instanceof AccessEnded) return 'closed' as const;
    throw thrown;
  });
  if (taken === 'closed' || isRefused(taken)) return taken;
  return inTransaction(row, async (tx) => {
    const kept = await paperOf(tx, scope, taken.evidenceItemId);
    if (kept?.state === 'refused') return giveBack(tx, row, kept.stateSentence);
    await thank(tx, row, taken.evidenceItemId);
    return 'received' as const;
  });
}

/** The paper's name on the list, and who asked for it. */
async function wanted(tx: Tx, scope: CaseScope, { checkRowId, askedBy, wishOf }: AdviceRequest) {
  const row = (await rowsOf(tx, scope)).find((each) => each.checkRowId === checkRowId);
  const [officer] = await tx
    .select({ name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), eq(person.personId, askedBy)));
  const wish = wishOf === 'family' ? ', because the family wished it' : '';
  return { title: row?.title ?? '', askedBy: `${officer?.name ?? 'the council'}${wish}` };
}

/** In place of the standing, which a guest does not have. The case file is held first, as every command does. */
async function holdLink(tx: Tx, row: AdviceRequest): Promise<void> {
  await holdCase(tx, row);
  const rows = await tx
    .select({ id: adviceRequest.adviceRequestId })
    .from(adviceRequest)
    .where(stillOpen(row))
    .for('update');
  if (rows.length === 0) throw new AccessEnded();
}

async function spendLink(tx: Tx, row: AdviceRequest, evidenceItemId: string): Promise<void> {
  await tx.update(adviceRequest).set({ answeredAt: now(), evidenceItemId }).where(thisLink(row));
  const { councilId, caseFileId, adviceRequestId: target } = row;
  await record(tx, { councilId, caseFileId, actorId: null, action: 'advice.answered', target });
}

async function giveBack(tx: Tx, row: AdviceRequest, sentence: string): Promise<Refused> {
  await tx.update(adviceRequest).set({ answeredAt: null, evidenceItemId: null }).where(thisLink(row));
  const { councilId, caseFileId, adviceRequestId: target } = row;
  await record(tx, { councilId, caseFileId, actorId: null, action: 'advice.not_readable', target });
  return refuse('file', sentence);
}

async function thank(tx: Tx, row: AdviceRequest, evidenceItemId: string): Promise<void> {
  const message = receivedMail(await aboutAsking(tx, row, row), receiptOf(evidenceItemId));
  await queueMessage(tx, { councilId: row.councilId, channel: 'email', to: row.email, ...message });
  await tellOfficers(tx, row, 'update');
}
