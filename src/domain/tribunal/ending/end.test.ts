import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { keepPromise } from '#domain/contact/promises/promise-commands.server.ts';
import { promisesOf } from '#domain/contact/promises/promises.server.ts';
import { inTransaction, type OnBehalf, type Tx } from '#server/db.ts';
import { makeAppeal, makeAppealOn } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import {
  giveStanding,
  joinTeam,
  makeCaseFile,
  makeCouncil,
  makePerson,
  makeTribunalTeam,
} from '../../../../tests/support/people.ts';
import { appealFor, AppealMoved } from '../begin.server.ts';
import { causesOf, sayCauses } from './causes.server.ts';
import { ordersOf, settleDuty } from './duties.server.ts';
import { endAppeal, recordOrder } from './end.server.ts';
import type { EndGiven } from './ending.ts';
import { raiseLateDuties } from './late-duties.server.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const consent: EndGiven = {
  ...{ outcome: 'consent_order', endedOn: '2026-10-19', warned: false, words: 'Order of 19 October' },
  ...{ kinds: ['amend'], ordered: {} },
};

/** A tribunal team of two, a case with an officer and a parent, and an appeal of theirs that the council has responded to. */
async function scene(given: Parameters<typeof makeAppeal>[2] = {}) {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const make = (kind: 'staff' | 'family', name: string) => makePerson(db, councilId, kind, name);
  const [tess, rosa, officer] = [
    await make('staff', 'Tess Bell'),
    await make('staff', 'Rosa Lind'),
    await make('staff', 'Sunil Rao'),
  ];
  const parent = await make('family', 'Niamh Doyle');
  const team = await makeTribunalTeam(db, councilId);
  await joinTeam(db, team, tess);
  await joinTeam(db, team, rosa, 'leads');
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  const appealId = await makeAppealOn(db, { councilId, caseFileId }, { stage: 'responded', ...given });
  const desk = { ...tess, caseFileId: null } as unknown as Scope<'appeals:work'>;
  const at = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(desk, work);
  const row = () => at(async (tx) => (await appealFor(tx, desk, appealId))!);
  return {
    ...{ councilId, caseFileId, teamId, appealId, desk, at, row, parent, officer, rosa },
    end: async (more: Partial<EndGiven> = {}) => {
      const { version } = await row();
      return at((tx) => endAppeal(tx, desk, appealId, version, { ...consent, ...more }, NOW));
    },
    duties: async () => (await at(async (tx) => ordersOf(tx, await row()))).flatMap(({ duties }) => duties),
    settle: (dutyId: string, on: string, as: 'done' | 'not_needed' = 'done') =>
      at((tx) => settleDuty(tx, desk, appealId, { dutyId, on, as }, NOW)),
    promises: (who: OnBehalf) =>
      inTransaction({ ...who, caseFileId }, (tx) =>
        promisesOf(tx, { ...who, caseFileId } as unknown as CaseScope, '2026-11-20'),
      ),
  };
}

describe('closing an appeal', () => {
  test('END7: is one thing: how it ended, what it did and for whom, and what must be done by when', async () => {
    const { end, row, duties, appealId } = await scene({ hearingOn: '2026-11-05' });
    expect(await end()).toBe('ended');
    expect(await row()).toMatchObject({
      ...{ stage: 'closed', outcome: 'consent_order', orderEffect: null, favoured: 'both', endedOn: '2026-10-19' },
      ...{ daysBeforeHearing: 17, nextDue: null, nextDueOn: null },
    });
    expect(await duties()).toMatchObject([{ appealId, kind: 'amend', dueOn: '2026-11-23', ordered: false }]);
    expect((await duties())[0]!.source).toContain('5 calendar weeks from the order of Monday 19 October 2026');
  });

  test('END7: nothing is closed twice, from a page that is out of date, or by somebody who is not in the team', async () => {
    const { at, desk, appealId, end, row, officer } = await scene();
    const { version } = await row();
    expect(await end()).toBe('ended');
    const again = (work: number) => at((tx) => endAppeal(tx, desk, appealId, work, consent, NOW));
    await expect(again(version)).rejects.toThrow(AppealMoved);
    await expect(again((await row()).version)).rejects.toMatchObject({ why: 'closed' });
    const stranger = { ...officer, caseFileId: null } as unknown as Scope<'appeals:work'>;
    await expect(
      inTransaction(stranger, (tx) => endAppeal(tx, stranger, appealId, version, consent, NOW)),
    ).rejects.toMatchObject({ why: 'gone' });
  });

  test('END6: an ending that cannot be leaves the appeal open and writes nothing', async () => {
    const { end, row, duties } = await scene();
    expect(await end({ endedOn: '2026-09-01' })).toMatchObject({ field: 'endedOn' });
    expect(await end({ outcome: 'withdrawn_resolved', kinds: [] })).toMatchObject({ field: 'warned' });
    expect((await row()).stage).toBe('responded');
    expect(await duties()).toEqual([]);
  });

  test('END7: an order that was not written down with the end is added after it; a withdrawal has none', async () => {
    const closed = await scene({ stage: 'closed', outcome: 'allowed', orderEffect: 'allowed', endedOn: '2026-10-01' });
    const add = async (on: string) => {
      const { version } = await closed.row();
      const order = { kinds: ['make_plan'] as const, ordered: {}, words: '', on };
      return closed.at((tx) =>
        recordOrder(tx, closed.desk, closed.appealId, version, { ...order, kinds: [...order.kinds] }, NOW),
      );
    };
    expect(await add('2026-12-01')).toMatchObject({ field: 'on' });
    expect(await add('2026-10-01')).toBe('recorded');
    expect((await closed.duties()).map(({ dueOn }) => dueOn)).toEqual(['2026-11-05', '2026-12-17']);
    const { end, at, desk, appealId, row } = await scene();
    expect(await end({ outcome: 'withdrawn_resolved', warned: true, kinds: [] })).toBe('ended');
    const order = { kinds: ['amend' as const], ordered: {}, words: '', on: '2026-10-19' };
    const { version } = await row();
    expect(await at((tx) => recordOrder(tx, desk, appealId, version, order, NOW))).toMatchObject({ field: 'kinds' });
  });
});

describe('what must be done after it', () => {
  test('END8: is promised to the family, who read it; kept at one place it is done at the other', async () => {
    const { end, promises, parent, duties, settle, officer, caseFileId } = await scene();
    await end({ kinds: ['make_plan'] });
    const promised = await promises(parent);
    expect(promised.map(({ words, dueOn, kind }) => [words, dueOn, kind])).toEqual([
      ['Send the draft plan', '2026-11-23', 'order'],
      ['Send the final plan', '2027-01-04', 'order'],
    ]);
    const [draft, final] = await duties();
    expect(await settle(draft!.appealDutyId, '2026-11-10')).toBe('settled');
    expect((await promises(parent)).find(({ dueOn }) => dueOn === '2026-11-23')!.state.is).toBe('kept');
    const keeping = (await scopeFor(officer, caseFileId, 'promise:keep')) as CaseScope<'promise:keep'>;
    const kept = { on: '2026-11-18', words: 'Sent by post' };
    await inTransaction(keeping, (tx) => keepPromise(tx, keeping, final!.promiseId!, kept, NOW));
    expect((await duties()).find(({ step }) => step === 2)).toMatchObject({
      doneOn: '2026-11-18',
      doneBy: officer.personId,
    });
  });

  test('END8 A13: another grown-up of the child is told nothing of it, and then nothing is promised; who comes later reads none', async () => {
    const { councilId, caseFileId, end, promises, parent, duties } = await scene();
    const other = await makePerson(db, councilId, 'family', 'Alex Rowe');
    await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
    await end();
    expect(await promises(parent)).toEqual([]);
    expect(await duties()).toMatchObject([{ promiseId: null }]);
    const alone = await scene();
    await alone.end();
    expect(await alone.promises(alone.parent)).toHaveLength(1);
    const later = await makePerson(db, alone.councilId, 'family', 'Robin Rowe');
    await giveStanding(db, alone.councilId, alone.caseFileId, later.personId, 'parent');
    expect(await alone.promises(later)).toEqual([]);
  });

  test('END9: is written down once, not before the order and not in the future; only one of two steps can be not needed', async () => {
    const { end, duties, settle } = await scene();
    await end({ kinds: ['assess'] });
    const [begin, reasons, plan] = (await duties())
      .sort((a, b) => a.step - b.step)
      .map(({ appealDutyId }) => appealDutyId);
    expect(await settle(begin!, '2026-10-18')).toMatchObject({ field: 'doneOn' });
    expect(await settle(begin!, '2026-11-21')).toMatchObject({ field: 'doneOn' });
    expect(await settle(begin!, '2026-10-20', 'not_needed')).toMatchObject({ field: 'as' });
    expect(await settle(begin!, '2026-10-20')).toBe('settled');
    expect(await settle(begin!, '2026-10-21')).toMatchObject({ field: 'form' });
    expect(await settle('no-such-id', '2026-10-21')).toMatchObject({ field: 'form' });
    expect(await settle(reasons!, '2026-11-19', 'not_needed')).toBe('settled');
    expect(await settle(plan!, '2026-11-19')).toBe('settled');
  });

  test('END10: what is late is put before whoever leads the team, once, in a message that says nothing of whom', async () => {
    const { end, councilId, appealId, rosa, duties } = await scene();
    await end({ kinds: ['amend_school'] });
    await db.owner`update person set email = 'rosa@meadowshire.example' where person_id = ${rosa.personId}`;
    expect(await raiseLateDuties(councilId, new Date('2026-11-02T12:00:00Z'))).toBe(0);
    const late = new Date('2026-11-03T12:00:00Z');
    const both = await Promise.all([raiseLateDuties(councilId, late), raiseLateDuties(councilId, late)]);
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await raiseLateDuties(councilId, late)).toBe(0);
    const sent =
      await db.owner`select "to", subject, body from outbox where council_id = ${councilId} and "to" = 'rosa@meadowshire.example'`;
    expect(sent).toHaveLength(1);
    expect(sent[0]!.body).toContain(`/tribunal/${appealId}/ending`);
    expect(`${sent[0]!.subject} ${sent[0]!.body}`).not.toMatch(/Doyle|EH999|school/);
    expect((await duties())[0]!.raisedAt).not.toBeNull();
  });
});

describe('what it came from', () => {
  test('END11: is said of an appeal that has ended, by cause and note, and can be said differently later', async () => {
    const { end, at, desk, appealId, row } = await scene();
    const known = ['late_advice', 'evidence_missing'];
    const say = (...causes: string[]) =>
      at((tx) =>
        sayCauses(
          tx,
          desk,
          appealId,
          causes.map((cause) => ({ cause, note: 'Seen in the bundle' })),
          known,
        ),
      );
    expect(await say('late_advice')).toMatchObject({ field: 'form' });
    await end();
    expect(await say()).toMatchObject({ field: 'causes' });
    expect(await say('a_cause_nobody_knows')).toMatchObject({ field: 'causes' });
    expect(await say('late_advice', 'evidence_missing')).toBe('said');
    expect(await say('evidence_missing')).toBe('said');
    expect(await at(async (tx) => causesOf(tx, await row()))).toEqual([
      { cause: 'evidence_missing', note: 'Seen in the bundle' },
    ]);
  });

  test('END11 A15: nobody on the case can tell that it was said: its history row is told to nobody', async () => {
    const { end, at, desk, appealId, parent, officer, caseFileId } = await scene();
    await end();
    await at((tx) => sayCauses(tx, desk, appealId, [{ cause: 'late_advice', note: 'Canary' }], ['late_advice']));
    for (const who of [parent, officer])
      expect(
        await inTransaction({ ...who, caseFileId }, (tx) => causesOf(tx, { councilId: who.councilId, appealId })),
      ).toEqual([]);
  });
});
