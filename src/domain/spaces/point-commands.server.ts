import { and, eq, isNull, max, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { command, partyOf, type Command } from './command.server.ts';
import type { InPlace, Place } from './place.server.ts';
import {
  mayAgree,
  mayChange,
  mayReopen,
  mayWithdraw,
  otherParty,
  parties,
  stateAfter,
  type Party,
  type PointAct,
} from './point.ts';
import { proposalOf, standingProposals } from './proposals.server.ts';
import { Refused, refuseWhen } from './refusal.ts';
import { point, pointSaying, proposal } from './schema.server.ts';
import { documentsOf, findSpace, holdPoint, holdSpace, type PointRow } from './store.server.ts';
import { ensureTextsOf, lockWords, sha256Of, wordsOf } from './words.server.ts';

/** A form about one point: `version` is the one its page showed. */
export interface PointForm extends Command {
  pointId: string;
  version: number;
}
export interface PointAnswer {
  pointId: string;
  number: number;
}

/** Adds the next numbered point. The texts for both sides' words are made by the server, never by two browsers at once. */
export async function addPoint(scope: CaseScope, form: Command & { title: string }): Promise<PointAnswer> {
  const title = form.title.trim();
  if (title === '') throw new Refused('title-needed', 'title');
  const answer = await command(scope, form, async (tx) => {
    // Held for writing so that two new points never take the same number.
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId, spaceId };
    const here = and(
      eq(point.councilId, scope.councilId),
      eq(point.caseFileId, scope.caseFileId),
      eq(point.spaceId, spaceId),
    );
    const [last] = await tx
      .select({ number: max(point.number) })
      .from(point)
      .where(here);
    const number = (last?.number ?? 0) + 1;
    const [made] = await tx
      .insert(point)
      .values({ ...owner, number, title, addedBy: scope.personId })
      .returning();
    await form.place.record(tx, scope, {
      action: 'point.added',
      spaceId,
      pointId: made!.pointId,
      detail: { side: scope.side },
    });
    return { pointId: made!.pointId, number };
  });
  await ensureTextsOf(scope, form.place, answer.pointId);
  return answer;
}

interface Held {
  party: Party;
  held: PointRow;
  move(act: PointAct, more?: Partial<PointRow>): Promise<void>;
  record(what: Pick<InPlace, 'action' | 'detail' | 'reason'>): Promise<unknown>;
}

/** Holds a point and hands the act a way to move it on, which first checks that the form was shown the point as it stands. */
function onPoint(scope: CaseScope, form: PointForm, act: (tx: Tx, point: Held) => Promise<void>): Promise<PointAnswer> {
  return command(scope, form, async (tx) => {
    const party = partyOf(scope);
    const { spaceId } = await holdSpace(tx, scope, form.place);
    const held = await holdPoint(tx, scope, spaceId, form.pointId);
    const move: Held['move'] = async (step, more = {}) => {
      refuseWhen(mayChange(held.version, form.version));
      const standing = await standingProposals(tx, scope, held.pointId);
      const state = stateAfter(held.state, step, standing[otherParty(party)] !== undefined);
      if (!state) throw new Refused('not-from-here');
      const here = and(
        eq(point.councilId, scope.councilId),
        eq(point.caseFileId, scope.caseFileId),
        eq(point.pointId, held.pointId),
      );
      await tx
        .update(point)
        .set({ ...more, state, version: held.version + 1 })
        .where(here);
    };
    const record: Held['record'] = ({ detail, ...what }) =>
      form.place.record(tx, scope, { ...what, spaceId, pointId: held.pointId, detail: { side: party, ...detail } });
    await act(tx, { party, held, move, record });
    return { pointId: held.pointId, number: held.number };
  });
}

/**
 * Puts forward the words the server holds for this side at this moment. Older words of the same side are replaced.
 * `takeOut` puts forward that the whole of it goes: no words at all, which nobody does by leaving a box empty.
 */
export const propose = (scope: CaseScope, form: PointForm & { takeOut?: boolean }): Promise<PointAnswer> =>
  onPoint(scope, form, async (tx, { party, held, move, record }) => {
    await move('propose');
    const typed = async () => wordsOf(scope, await documentsOf(tx, scope, held.spaceId), party, held.pointId);
    const words = form.takeOut ? '' : (await typed()).trim();
    if (words === '' && !form.takeOut) throw new Refused('nothing-written', `words-${held.pointId}`);
    await takeBack(tx, scope, held.pointId, party);
    const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId, pointId: held.pointId };
    const sha256 = sha256Of(words);
    const [made] = await tx
      .insert(proposal)
      .values({ ...owner, side: party, words, sha256, by: scope.personId })
      .returning();
    await record({ action: 'point.proposed', detail: { proposalId: made!.proposalId, sha256 } });
  });

async function takeBack(tx: Tx, scope: CaseScope, pointId: string, party: Party): Promise<void> {
  const standing = [eq(proposal.pointId, pointId), eq(proposal.side, party), isNull(proposal.withdrawnAt)];
  await tx
    .update(proposal)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(proposal.councilId, scope.councilId), eq(proposal.caseFileId, scope.caseFileId), ...standing));
}

/** Takes back this side's own words. They stay in the record. */
export const withdraw = (scope: CaseScope, form: PointForm & { proposalId: string }): Promise<PointAnswer> =>
  onPoint(scope, form, async (tx, { party, held, move, record }) => {
    const named = await proposalOf(tx, scope, held.pointId, form.proposalId);
    refuseWhen(mayWithdraw(party, named));
    await move('withdraw');
    await takeBack(tx, scope, held.pointId, party);
    await record({ action: 'point.withdrawn', detail: { proposalId: named.proposalId } });
  });

/** Agrees to the other side's words, named by id and hash. From then on the point's words stay as they are. */
export async function agree(
  scope: CaseScope,
  form: PointForm & { proposalId: string; sha256: string },
): Promise<PointAnswer> {
  const answer = await onPoint(scope, form, async (tx, { party, held, move, record }) => {
    const named = await proposalOf(tx, scope, held.pointId, form.proposalId);
    refuseWhen(mayAgree(party, named, form.sha256));
    await move('agree', { agreedProposalId: named.proposalId });
    await say(tx, scope, held, party, 'agree', { proposalId: named.proposalId, proposalSha256: named.sha256 });
    await record({ action: 'point.agreed', detail: { proposalId: named.proposalId, sha256: named.sha256 } });
  });
  await lockWords(scope, form.place, await agreedPoints(scope, form.place));
  return answer;
}

/** The points of the place that are agreed now: read after the command, so that two commands at once end with the same list. */
const agreedPoints = (scope: CaseScope, place: Place): Promise<string[]> =>
  underScope(scope, async (tx) => {
    const space = await findSpace(tx, scope, place);
    if (!space) return [];
    const agreed = [
      eq(point.spaceId, space.spaceId),
      eq(point.councilId, scope.councilId),
      eq(point.caseFileId, scope.caseFileId),
      eq(point.state, 'agreed'),
    ];
    const rows = await tx
      .select({ pointId: point.pointId })
      .from(point)
      .where(and(...agreed));
    return rows.map(({ pointId }) => pointId);
  });

type Saying = typeof pointSaying.$inferInsert;

async function say(
  tx: Tx,
  scope: CaseScope,
  held: PointRow,
  side: Party,
  says: Saying['says'],
  more: Partial<Saying> = {},
): Promise<void> {
  const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId, pointId: held.pointId };
  await tx.insert(pointSaying).values({ ...owner, side, says, by: scope.personId, ...more });
}

/** Says "not agreed yet": a proper place for a point to be, with both sides' words kept as they are. */
export const notAgreed = (scope: CaseScope, form: PointForm): Promise<PointAnswer> =>
  onPoint(scope, form, async (tx, { party, held, move, record }) => {
    await move('not_agreed');
    await say(tx, scope, held, party, 'not_agreed');
    await record({ action: 'point.not_agreed' });
  });

/** Leaves a point for later in the meeting. */
export const comeBackTo = (scope: CaseScope, form: PointForm): Promise<PointAnswer> =>
  onPoint(scope, form, async (tx, { party, held, move, record }) => {
    await move('come_back_to');
    await say(tx, scope, held, party, 'come_back_to');
    await record({ action: 'point.come_back_to' });
  });

/** Opens an agreed point again, for a reason everyone is shown. What was agreed stays in the record; nothing stands any more. */
export async function reopen(scope: CaseScope, form: PointForm & { reason: string }): Promise<PointAnswer> {
  const answer = await onPoint(scope, form, async (tx, { party, held, move, record }) => {
    const reason = form.reason.trim();
    refuseWhen(mayReopen(party, reason), `reason-${held.pointId}`);
    await move('reopen', { agreedProposalId: null });
    for (const side of parties) await takeBack(tx, scope, held.pointId, side);
    await say(tx, scope, held, party, 'reopen', { proposalId: held.agreedProposalId, reason });
    await record({ action: 'point.reopened', reason });
  });
  await lockWords(scope, form.place, await agreedPoints(scope, form.place));
  return answer;
}
