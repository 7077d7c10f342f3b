import { and, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { isOnAgenda } from './agenda.ts';
import { breakEnds, type BreakLength } from './break.ts';
import { command, type Command } from './command.server.ts';
import { Refused } from './refusal.ts';
import { hand, space } from './schema.server.ts';
import { holdSpace, inSpace, peopleOn } from './store.server.ts';

const handOf = (scope: CaseScope, spaceId: string, personId: string) =>
  and(
    eq(hand.councilId, scope.councilId),
    eq(hand.caseFileId, scope.caseFileId),
    eq(hand.spaceId, spaceId),
    eq(hand.personId, personId),
  );

/** Puts the person's hand up. `words` is for saying something, but not out loud; a hand already up keeps its place. */
export const raiseHand = (scope: CaseScope, form: Command & { words: string }): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place);
    const words = form.words.trim();
    const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId, spaceId, personId: scope.personId };
    const keepPlace = { target: [hand.councilId, hand.caseFileId, hand.spaceId, hand.personId], set: { words } };
    await tx
      .insert(hand)
      .values({ ...owner, words })
      .onConflictDoUpdate(keepPlace);
    await form.place.record(tx, scope, { action: 'hand.raised', spaceId, pointId: null, detail: { side: scope.side } });
    return null;
  });

/** Takes the person's own hand down. */
export const lowerHand = (scope: CaseScope, form: Command): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place);
    const [lowered] = await tx
      .delete(hand)
      .where(handOf(scope, spaceId, scope.personId))
      .returning();
    if (!lowered) throw new Refused('hand-not-up', 'hand');
    await form.place.record(tx, scope, {
      action: 'hand.lowered',
      spaceId,
      pointId: null,
      detail: { side: scope.side },
    });
    return null;
  });

/** The chair gives somebody their turn. When a professional is called, every hand left waiting has waited one turn more. */
export const callHand = (scope: CaseScope, form: Command & { personId: string }): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    const [called] = await tx
      .delete(hand)
      .where(handOf(scope, spaceId, form.personId))
      .returning();
    if (!called) throw new Refused('hand-not-up', 'hand');
    const side = (await peopleOn(tx, scope)).find((someone) => someone.personId === form.personId)?.side ?? 'neutral';
    if (side !== 'family')
      await tx
        .update(hand)
        .set({ turnsWaited: sql`${hand.turnsWaited} + 1` })
        .where(
          and(eq(hand.councilId, scope.councilId), eq(hand.caseFileId, scope.caseFileId), eq(hand.spaceId, spaceId)),
        );
    await form.place.record(tx, scope, {
      action: 'hand.called',
      spaceId,
      pointId: null,
      detail: { side, personId: form.personId },
    });
    return null;
  });

/** Moves the meeting to another item. Item 0 is the child's page. */
export const moveAgenda = (scope: CaseScope, form: Command & { item: number }): Promise<null> =>
  command(scope, form, async (tx) => {
    if (!isOnAgenda(form.item)) throw new Refused('agenda-unknown', 'agenda');
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    await tx.update(space).set({ agendaItem: form.item }).where(inSpace(scope, spaceId));
    await form.place.record(tx, scope, { action: 'agenda.moved', spaceId, pointId: null, detail: { item: form.item } });
    return null;
  });

/** Anyone may ask for a break, and it starts. Who asked is shown only when they say so. */
export const takeBreak = (
  scope: CaseScope,
  form: Command & { length: BreakLength; sayWho: boolean },
  now: Date,
): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    const breakAskedBy = form.sayWho ? scope.personId : null;
    await tx
      .update(space)
      .set({ breakUntil: breakEnds(form.length, now), breakAskedBy })
      .where(inSpace(scope, spaceId));
    await form.place.record(tx, scope, {
      action: 'break.taken',
      spaceId,
      pointId: null,
      detail: { length: form.length },
    });
    return null;
  });

/** Starts again. Anyone may say so; ending a break that already ended changes nothing. */
export const endBreak = (scope: CaseScope, form: Command): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId, breakUntil } = await holdSpace(tx, scope, form.place, 'update');
    if (!breakUntil) return null;
    await tx.update(space).set({ breakUntil: null, breakAskedBy: null }).where(inSpace(scope, spaceId));
    await form.place.record(tx, scope, { action: 'break.ended', spaceId, pointId: null });
    return null;
  });
