import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { changesSince, whoLooked } from '#domain/cases/history.server.ts';
import type { Tx } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { mediationFor } from '../begin.server.ts';
import { disputeFor, disputesOf, issuesOf } from './disputes.server.ts';
import { endDispute, reopenDispute } from './ending.server.ts';
import { addIssue, changeIssue, settleIssue } from './issues.server.ts';
import { openMediation, type MediationWanted } from './open-mediation.server.ts';
import { raiseDispute } from './raise.server.ts';
import { writeAdviserContacted, writeAppealed, writeDecided } from './written.server.ts';

const TODAY = '2026-11-23';
let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let otherParent: Person;
let officer: Person;
let dro: Person;

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
  officer = made.officer;
  otherParent = await makePerson(db, made.councilId, 'family', 'Ali Rowe');
  await giveStanding(db, made.councilId, made.caseFileId, otherParent.personId, 'parent');
  dro = await makePerson(db, made.councilId, 'staff', 'Tess Moor');
  await giveStanding(db, made.councilId, made.caseFileId, dro.personId, 'dispute_resolution_officer');
});
afterAll(() => db.close());

async function as<T>(
  person: Person,
  work: (tx: Tx, scope: CaseScope<'dispute:raise'>) => Promise<T>,
  permission: CasePermission = 'dispute:raise',
  caseFileId = made.caseFileId,
): Promise<T> {
  const scope = (await scopeFor(person, caseFileId, permission)) as CaseScope<'dispute:raise'>;
  return underScope(scope, (tx) => work(tx, scope));
}
const sentence = (answer: unknown) => (isRefused(answer) ? answer.refused : JSON.stringify(answer));

/** A dispute from nothing more than words. */
async function raise(person: Person, given: { forPersonId?: string; ownWords?: string } = {}): Promise<string> {
  const done = await as(person, (tx, scope) =>
    raiseDispute(tx, scope, { ownWords: 'I don’t agree.', about: null, forPersonId: '', ...given }, TODAY),
  );
  if (isRefused(done)) throw new Error(done.refused);
  return done.disputeId;
}
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

describe('raising', () => {
  test('DIS15: “I don’t agree” is enough; nothing at all is asked for again', async () => {
    const disputeId = await raise(made.parent);
    expect(await rowOf(made.parent, disputeId)).toMatchObject({
      ownWords: 'I don’t agree.',
      raisedSide: 'family',
      rightsHolder: 'parent',
      ground: null,
      noticeSentOn: null,
    });
    const empty = await as(made.parent, (tx, scope) =>
      raiseDispute(tx, scope, { ownWords: '  ', about: null, forPersonId: '' }, TODAY),
    );
    expect(sentence(empty)).toContain('A few words are enough');
  });

  test('DIS14 A18: another parent finds nothing of it: no row, no change told, no look; the officers of the case see it', async () => {
    const before = new Date(Date.now() - 1000);
    const disputeId = await raise(made.parent, { ownWords: 'Only mine' });
    expect(await rowOf(otherParent, disputeId)).toBeNull();
    expect(await as(otherParent, (tx, scope) => disputesOf(tx, scope), 'dispute:see')).toEqual([]);
    const told = await as(otherParent, (tx, scope) => changesSince(tx, scope, before), 'case:see');
    expect(told).toEqual([]);
    expect(await as(otherParent, (tx, scope) => whoLooked(tx, scope), 'case:history')).toEqual([]);
    expect(await rowOf(officer, disputeId)).not.toBeNull();
    expect(await rowOf(dro, disputeId)).not.toBeNull();
    const council = await as(officer, (tx, scope) => changesSince(tx, scope, before), 'case:see');
    expect(council.map(({ did }) => did)).toContain('wrote down that the family does not agree');
    expect(sentence(await decided(disputeId, {}, otherParent))).toBe('null');
  });

  test('DIS14: a supporter, and a mediator of something else, find nothing of a dispute they have no place in', async () => {
    const disputeId = await raise(made.parent);
    for (const [kind, role] of [
      ['family', 'supporter'],
      ['practitioner', 'mediator'],
    ] as const) {
      const one = await makePerson(db, made.councilId, kind, 'Jo Vale');
      await giveStanding(db, made.councilId, made.caseFileId, one.personId, role);
      expect(await rowOf(one, disputeId)).toBeNull();
    }
  });

  test('DIS15: an officer writes it down for one of the family, who then finds it as their own', async () => {
    const disputeId = await raise(officer, { forPersonId: otherParent.personId });
    expect(await rowOf(otherParent, disputeId)).toMatchObject({ raisedSide: 'family' });
    expect(await rowOf(made.parent, disputeId)).toBeNull();
    const forNobody = await as(officer, (tx, scope) =>
      raiseDispute(tx, scope, { ownWords: 'No', about: null, forPersonId: officer.personId }, TODAY),
    );
    expect(sentence(forNobody)).toContain('Choose who of the family');
    expect(await rowOf(officer, await raise(officer))).toMatchObject({ raisedSide: 'council' });
  });

  test('DIS14: whoever lost their place writes nothing, and another case finds nothing', async () => {
    const disputeId = await raise(made.parent);
    const gone = await makePerson(db, made.councilId, 'family', 'Kit Rowe');
    const standingId = await giveStanding(db, made.councilId, made.caseFileId, gone.personId, 'parent');
    const scope = (await scopeFor(gone, made.caseFileId, 'dispute:raise')) as CaseScope<'dispute:raise'>;
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${standingId}`;
    await expect(
      underScope(scope, (tx) => raiseDispute(tx, scope, { ownWords: 'No', about: null, forPersonId: '' }, TODAY)),
    ).rejects.toThrow(AccessEnded);
    const elsewhere = await makeCase(db, 'Zed');
    const found = await as(
      elsewhere.officer,
      (tx, other) => disputeFor(tx, other, disputeId),
      'dispute:see',
      elsewhere.caseFileId,
    );
    expect(found).toBeNull();
  });
});

describe('what is written down of it', () => {
  test('DIS16: a section says which area an issue belongs to; without one it is chosen; nothing is no issue', async () => {
    const disputeId = await raise(made.parent);
    const add = (words: string, planSection = '', area = '') =>
      as(made.parent, (tx, scope) => addIssue(tx, scope, disputeId, { words, planSection, area }));
    await add('Physio', 'G', 'education');
    await add('A bus', '', 'social_care');
    expect(sentence(await add(' '))).toContain('Write what this is about');
    expect(sentence(await add('Help', 'Z'))).toContain('Choose a section');
    const issues = await as(officer, (tx, scope) => issuesOf(tx, scope, disputeId));
    expect(issues.map(({ number, area, planSection }) => [number, area, planSection])).toEqual([
      [1, 'health', 'G'],
      [2, 'social_care', null],
    ]);
  });

  test('DIS17: an issue is changed, settled, and open again; who said so is kept; one of another dispute is not there', async () => {
    const disputeId = await raise(made.parent);
    const added = await as(made.parent, (tx, scope) =>
      addIssue(tx, scope, disputeId, { words: 'Speech', planSection: '', area: '' }),
    );
    const { issueId } = added as { issueId: string };
    const other = await raise(made.parent);
    const change = (of: string) =>
      as(made.parent, (tx, scope) =>
        changeIssue(tx, scope, of, issueId, { words: 'Speech therapy', planSection: 'F', area: '' }),
      );
    expect(await change(other)).toBeNull();
    expect(await change(disputeId)).toBe('changed');
    const settle = (person: Person, settled: boolean) =>
      as(person, (tx, scope) => settleIssue(tx, scope, disputeId, issueId, settled, new Date()));
    const issue = async () => (await as(officer, (tx, scope) => issuesOf(tx, scope, disputeId)))[0]!;
    expect(await settle(officer, true)).toBe('settled');
    expect(await issue()).toMatchObject({ words: 'Speech therapy', planSection: 'F', settledBy: officer.personId });
    expect(await settle(made.parent, false)).toBe('open');
    expect(await issue()).toMatchObject({ settledAt: null, settledBy: null });
  });

  test('DIS5 X27: a letter of 31 June, of tomorrow, or after what came of it, is refused on its field', async () => {
    const disputeId = await raise(made.parent);
    const sent = async (noticeSentOn: string) => {
      const answer = await decided(disputeId, { noticeSentOn });
      return isRefused(answer) ? `${answer.field}: ${answer.refused}` : answer;
    };
    expect(await sent('2026-06-31')).toContain('noticeSentOn: The day the letter was sent: enter a day there is');
    expect(await sent(addDays(TODAY, 1))).toContain('cannot be in the future');
    expect(await sent('2026-10-05')).toBe('written');
    const rung = (on: string) => as(made.parent, (tx, scope) => writeAdviserContacted(tx, scope, disputeId, on, TODAY));
    expect(sentence(await rung('2026-10-04'))).toContain('cannot be before the letter was sent, Monday 5 October 2026');
    expect(await rung('2026-10-20')).toBe('written');
    expect(await sent('2026-10-21')).toContain('cannot be after the adviser was rung');
    expect(sentence(await decided(disputeId, { ground: 'weather' }))).toContain('Choose what was decided');
    expect(sentence(await decided(disputeId, { rightsHolder: 'dog' }))).toContain('Choose who may appeal');
  });

  test('DIS7: an appeal long after its last day is written down like any other', async () => {
    const disputeId = await raise(made.parent);
    await decided(disputeId, { noticeSentOn: '2025-01-10' });
    const appealed = (on: string) => as(made.parent, (tx, scope) => writeAppealed(tx, scope, disputeId, on, TODAY));
    expect(sentence(await appealed('2025-01-09'))).toContain('cannot be before the letter was sent');
    expect(await appealed(TODAY)).toBe('written');
    expect(await rowOf(made.parent, disputeId)).toMatchObject({ appealedOn: TODAY });
    expect(await appealed('')).toBe('written');
  });

  test('DIS17: an ended dispute takes no change, and either side opens it again with everything in it', async () => {
    const disputeId = await raise(made.parent);
    const end = (how: string) => as(made.parent, (tx, scope) => endDispute(tx, scope, disputeId, how, new Date()));
    expect(sentence(await end(''))).toContain('Choose how it ended');
    expect(sentence(await end('appealed'))).toContain('on which day the appeal was sent');
    expect(await end('settled')).toBe('ended');
    expect(await rowOf(made.parent, disputeId)).toMatchObject({ endedHow: 'settled', endedBy: made.parent.personId });
    expect(sentence(await decided(disputeId, {}))).toContain('This disagreement is closed');
    expect(sentence(await open(made.parent, disputeId))).toContain('This disagreement is closed');
    expect(await as(officer, (tx, scope) => reopenDispute(tx, scope, disputeId))).toBe('open');
    expect(await decided(disputeId, {})).toBe('written');
  });
});

describe('asking for a meeting', () => {
  const rowsOf = (mediationId: string) => db.owner`
    select person_id, side, coming_as, signs from mediation_party where mediation_id = ${mediationId} order by side, coming_as`;
  const placeOf = (person: Person, mediationId: string) =>
    as(person, async (tx, scope) => (await mediationFor(tx, scope, mediationId))?.place ?? null, 'mediation:join');

  test('DIS10 DIS19: mediation has 30 calendar days, private rooms, and whoever raised it; one is open at a time', async () => {
    const disputeId = await raise(made.parent);
    const done = (await open(made.parent, disputeId, { wantedOn: '2026-11-20' })) as { mediationId: string };
    const [row] = await db.owner`
      select kind, arrange_by::text, private_rooms, state from mediation where mediation_id = ${done.mediationId}`;
    expect(row).toEqual({ kind: 'mediation', arrange_by: '2026-12-20', private_rooms: true, state: 'arranging' });
    expect(await rowsOf(done.mediationId)).toEqual([
      { person_id: officer.personId, side: 'council', coming_as: 'advises', signs: false },
      { person_id: made.parent.personId, side: 'family', coming_as: 'party', signs: true },
    ]);
    expect(await placeOf(made.parent, done.mediationId)).toBe('family');
    expect(await placeOf(otherParent, done.mediationId)).toBeNull();
    for (const kind of ['mediation', 'early_resolution'])
      expect(sentence(await open(officer, disputeId, { kind }))).toContain('There is a meeting about this already');
    const end = await as(made.parent, (tx, scope) => endDispute(tx, scope, disputeId, 'settled', new Date()));
    expect(sentence(end)).toContain('is still open');
  });

  test('MED4 DIS19: early resolution is led by the council’s own officer, with no private room, no provider and no date in law', async () => {
    const disputeId = await raise(made.parent);
    const wanted = { kind: 'early_resolution', provider: 'Level Ground', neverGoesBetween: false };
    const { mediationId } = (await open(officer, disputeId, wanted)) as { mediationId: string };
    const [row] =
      await db.owner`select arrange_by, private_rooms, provider from mediation where mediation_id = ${mediationId}`;
    expect(row).toEqual({ arrange_by: null, private_rooms: false, provider: '' });
    expect(await placeOf(dro, mediationId)).toBe('lead');
    expect(await rowsOf(mediationId)).toContainEqual(
      expect.objectContaining({ coming_as: 'facilitator', side: 'neutral' }),
    );
  });

  test('DIS19: without a dispute resolution officer on the case early resolution says what is missing; a kind nobody knows is refused', async () => {
    const other = await makeCase(db, 'Ana');
    const raised = await as(
      other.parent,
      (tx, scope) => raiseDispute(tx, scope, { ownWords: 'No', about: null, forPersonId: '' }, TODAY),
      'dispute:raise',
      other.caseFileId,
    );
    const ask = (kind: string, wantedOn = TODAY) =>
      as(
        other.parent,
        (tx, scope) =>
          openMediation(
            tx,
            scope,
            (raised as { disputeId: string }).disputeId,
            { kind, wantedOn, provider: '', neverGoesBetween: true },
            TODAY,
          ),
        'dispute:raise',
        other.caseFileId,
      );
    expect(sentence(await ask('early_resolution'))).toContain('is not on this case yet');
    expect(sentence(await ask('arbitration'))).toContain('Choose early resolution or mediation');
    expect(sentence(await ask('mediation', '2026-11-31'))).toContain('enter a day there is');
    const { mediationId } = (await ask('mediation')) as { mediationId: string };
    const [row] = await db.owner`select private_rooms from mediation where mediation_id = ${mediationId}`;
    expect(row).toEqual({ private_rooms: false });
  });

  test('DIS20: the young person whose right it is is in it and signs; whoever raised it for them does not', async () => {
    const disputeId = await raise(made.parent);
    const young = await makePerson(db, made.councilId, 'family', 'Maya Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, young.personId, 'young_person');
    await decided(disputeId, { rightsHolder: 'young_person' });
    const { mediationId } = (await open(officer, disputeId)) as { mediationId: string };
    const family = (await rowsOf(mediationId)).filter(({ side }) => side === 'family');
    expect(family).toHaveLength(2);
    expect(family.find(({ signs }) => signs)?.person_id).toBe(young.personId);
    expect(await rowOf(young, disputeId)).not.toBeNull();
  });
});
