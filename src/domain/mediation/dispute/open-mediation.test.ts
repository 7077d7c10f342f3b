import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CasePermission } from '#domain/access/permission.ts';
import { isRefused } from '#domain/access/refused.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { actAs, DISPUTED_ON, makeDisputedCase, raiseOne, sentenceOf } from '../../../../tests/support/disputes.ts';
import { makeCase } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { mediationFor } from '../begin.server.ts';
import { startCertificate } from './certificates.server.ts';
import { disputeFor } from './disputes.server.ts';
import { endDispute } from './ending.server.ts';
import { openMediation, type MediationWanted } from './open-mediation.server.ts';
import { writeDecided } from './written.server.ts';

const TODAY = DISPUTED_ON;
let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeDisputedCase>>;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeDisputedCase(db);
});
afterAll(() => db.close());

type Work<T> = Parameters<typeof actAs<T>>[2];
const as = <T>(person: Person, work: Work<T>, permission?: CasePermission) =>
  actAs(person, made.caseFileId, work, permission);
const raise = (person: Person, given?: Parameters<typeof raiseOne>[2]) => raiseOne(person, made.caseFileId, given);
const rowOf = (person: Person, disputeId: string) =>
  as(person, (tx, scope) => disputeFor(tx, scope, disputeId), 'dispute:see');
const decided = (disputeId: string, given: Partial<Parameters<typeof writeDecided>[3]>, person = made.parent) =>
  as(person, (tx, scope) =>
    writeDecided(
      tx,
      scope,
      disputeId,
      { ground: 'plan_contents', noticeSentOn: '', rightsHolder: 'parent', ...given },
      TODAY,
    ),
  );
const open = (person: Person, disputeId: string, given: Partial<MediationWanted> = {}) =>
  as(person, (tx, scope) =>
    openMediation(
      tx,
      scope,
      disputeId,
      { kind: 'mediation', wantedOn: TODAY, provider: '', neverGoesBetween: false, ...given },
      TODAY,
    ),
  );

describe('asking for a meeting', () => {
  const rowsOf = (mediationId: string) => db.owner`
    select person_id, side, coming_as, signs from mediation_party where mediation_id = ${mediationId} order by side, coming_as`;
  const placeOf = (person: Person, mediationId: string) =>
    as(person, async (tx, scope) => (await mediationFor(tx, scope, mediationId))?.place ?? null, 'mediation:join');

  test('DIS17 DIS19: what has ended is opened again before a meeting is asked for', async () => {
    const disputeId = await raise(made.parent);
    await as(made.parent, (tx, scope) => endDispute(tx, scope, disputeId, 'settled', new Date()));
    expect(sentenceOf(await open(made.parent, disputeId))).toContain('This disagreement is closed');
  });

  test('DIS10 DIS19: mediation has 30 calendar days, private rooms, and whoever raised it; one is open at a time', async () => {
    const disputeId = await raise(made.parent);
    const done = (await open(made.parent, disputeId, { wantedOn: '2026-11-20' })) as { mediationId: string };
    const [row] = await db.owner`
      select kind, arrange_by::text, private_rooms, state from mediation where mediation_id = ${done.mediationId}`;
    expect(row).toEqual({ kind: 'mediation', arrange_by: '2026-12-20', private_rooms: true, state: 'arranging' });
    expect(await rowsOf(done.mediationId)).toEqual([
      { person_id: made.officer.personId, side: 'council', coming_as: 'advises', signs: false },
      { person_id: made.parent.personId, side: 'family', coming_as: 'party', signs: true },
    ]);
    expect(await placeOf(made.parent, done.mediationId)).toBe('family');
    expect(await placeOf(made.otherParent, done.mediationId)).toBeNull();
    for (const kind of ['mediation', 'early_resolution'])
      expect(sentenceOf(await open(made.officer, disputeId, { kind }))).toContain(
        'There is a meeting about this already',
      );
    const end = await as(made.parent, (tx, scope) => endDispute(tx, scope, disputeId, 'settled', new Date()));
    expect(sentenceOf(end)).toContain('is still open');
  });

  test('MED4 DIS19: early resolution is led by the council’s own officer, with no private room, no provider and no date in law', async () => {
    const disputeId = await raise(made.parent);
    const wanted = { kind: 'early_resolution', provider: 'Level Ground', neverGoesBetween: false };
    const { mediationId } = (await open(made.officer, disputeId, wanted)) as { mediationId: string };
    const [row] =
      await db.owner`select arrange_by, private_rooms, provider from mediation where mediation_id = ${mediationId}`;
    expect(row).toEqual({ arrange_by: null, private_rooms: false, provider: '' });
    expect(await placeOf(made.dro, mediationId)).toBe('lead');
    expect(await rowsOf(mediationId)).toContainEqual(
      expect.objectContaining({ coming_as: 'facilitator', side: 'neutral' }),
    );
  });

  test('DIS19: without a dispute resolution officer on the case early resolution says what is missing; a kind nobody knows is refused', async () => {
    const other = await makeCase(db, 'Ana');
    const disputeId = await raiseOne(other.parent, other.caseFileId);
    const ask = (kind: string, wantedOn = TODAY) => {
      const wanted = { kind, wantedOn, provider: '', neverGoesBetween: true };
      return actAs(other.parent, other.caseFileId, (tx, scope) => openMediation(tx, scope, disputeId, wanted, TODAY));
    };
    expect(sentenceOf(await ask('early_resolution'))).toContain('is not on this case yet');
    expect(sentenceOf(await ask('arbitration'))).toContain('Choose early resolution or mediation');
    expect(sentenceOf(await ask('mediation', '2026-11-31'))).toContain('enter a day there is');
    const { mediationId } = (await ask('mediation')) as { mediationId: string };
    const [row] = await db.owner`select private_rooms from mediation where mediation_id = ${mediationId}`;
    expect(row).toEqual({ private_rooms: false });
  });

  test('DIS20: the young person whose right it is is in it and signs; whoever raised it for them does not', async () => {
    const disputeId = await raise(made.parent);
    const young = await makePerson(db, made.councilId, 'family', 'Maya Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, young.personId, 'young_person');
    await decided(disputeId, { rightsHolder: 'young_person' });
    const { mediationId } = (await open(made.officer, disputeId)) as { mediationId: string };
    const family = (await rowsOf(mediationId)).filter(({ side }) => side === 'family');
    expect(family).toHaveLength(2);
    expect(family.find(({ signs }) => signs)?.person_id).toBe(young.personId);
    expect(await rowOf(young, disputeId)).not.toBeNull();
  });

  test('DIS20: put right before the meeting, the one who signs is seated; once it has begun it is refused', async () => {
    const disputeId = await raise(made.parent);
    const { mediationId } = (await open(made.officer, disputeId)) as { mediationId: string };
    const signers = async () => (await rowsOf(mediationId)).filter(({ signs }) => signs).map((row) => row['person_id']);
    expect(await signers()).toEqual([made.parent.personId]);
    expect(await decided(disputeId, { rightsHolder: 'young_person' })).toBe('written');
    const [young] = await signers();
    expect(young).not.toBe(made.parent.personId);
    expect(await decided(disputeId, { rightsHolder: 'parent' })).toBe('written');
    expect(await signers()).toEqual([made.parent.personId]);
    await db.owner`update mediation set started_at = now() where mediation_id = ${mediationId}`;
    expect(sentenceOf(await decided(disputeId, { rightsHolder: 'young_person' }))).toContain('has begun');
    expect(await decided(disputeId, { rightsHolder: 'parent', ground: 'cease' })).toBe('written');
  });

  test('DIS15 DIS18 DIS19: two at the same moment: each dispute has a number, one meeting is open, one certificate asked for', async () => {
    const ids = await Promise.all([raise(made.parent), raise(made.officer), raise(made.otherParent)]);
    const numbers = await db.owner`select number from dispute where dispute_id = any(${ids})`;
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(3);
    const opened = await Promise.all([open(made.parent, ids[0]!), open(made.officer, ids[0]!)]);
    expect(opened.filter(isRefused)).toHaveLength(1);
    const ask = (person: Person) =>
      as(person, (tx, scope) => startCertificate(tx, scope, ids[0]!, { kind: 'declined', clockFrom: TODAY }, TODAY));
    expect((await Promise.all([ask(made.parent), ask(made.officer)])).filter(isRefused)).toHaveLength(1);
  });
});
