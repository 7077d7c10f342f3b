import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { writeToCouncil } from '#domain/contact/thread/write.server.ts';
import { myCases, myClosedCases } from '#domain/insight/my-cases.server.ts';
import { now } from '#server/clock.ts';
import { makeAppealOn } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeRecordsDesk } from '../../../../tests/support/forgetting.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { placeHold } from '../holds/holds.server.ts';
import { keptCase } from '../retention/kept.server.ts';
import { rulesOf, setRule } from '../retention/rules.server.ts';
import { closeCase, foundOpen, lastClosing, openAgain } from './close-case.server.ts';
import { keepsOpen } from './keeps-open.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let officer: CaseScope<'case:steer'>;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  officer = (await scopeFor(made.officer, made.caseFileId, 'case:steer')) as CaseScope<'case:steer'>;
});

const said = { because: 'moved', closedOn: today(now), letterSentOn: '', words: 'Northshire has the papers.' };
const close = (change: Partial<typeof said> = {}) =>
  underScope(officer, (tx) => closeCase(tx, officer, { ...said, ...change }, now()));
const reopen = (why: string) => underScope(officer, (tx) => openAgain(tx, officer, why, now()));
const open = async () => keepsOpen(await underScope(officer, (tx) => foundOpen(tx, today(now))), today(now));
const theCase = async () =>
  (await db.owner`select closed_at, in_tray_since from case_file where case_file_id = ${made.caseFileId}`)[0]!;
const threadOf = (personId: string) =>
  db.owner`select words, kind, automatic from contact_entry where case_file_id = ${made.caseFileId} and with_person_id = ${personId} order by at`;
const outbox = () => db.owner`select "to" from outbox where council_id = ${made.councilId}`;
const promised = (kind: string) =>
  db.owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, due_on, due_source, made_on, for_person_id)
    values (${made.councilId}, ${made.caseFileId}, ${v7()}, ${kind}, ${v7()}, 1, 'Ring back', 'Council', 'Priya Shah', '2026-11-30', 'x', '2026-11-20', ${made.parent.personId})`;

describe('closing a case', () => {
  test('CLO6 CLO8: every family member is told in their own thread, and the case is on no list but that of closed ones', async () => {
    const kit = await makePerson(db, made.councilId, 'family', 'Kit Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, kit.personId, 'young_person');
    await promised('update');
    expect(await close()).toBe('closed');
    const [toParent] = await threadOf(made.parent.personId);
    expect(toParent!.words).toContain('Another council looks after Maya’s case now.');
    expect(toParent!.words).toContain('Northshire has the papers.');
    expect((await threadOf(kit.personId))[0]!.words).toContain('Another council looks after your case now.');
    expect(await outbox()).toHaveLength(2);
    expect(await db.owner`select 1 from promise where case_file_id = ${made.caseFileId} and kept_on is null`).toEqual(
      [],
    );
    expect(await underScope(officer, (tx) => myCases(tx, officer))).toEqual([]);
    const parent = await scopeFor(made.parent, made.caseFileId, 'case:see');
    expect(await underScope(parent, myClosedCases)).toMatchObject([
      { caseFileId: made.caseFileId, closedOn: said.closedOn },
    ]);
    expect(await underScope(parent, (tx) => caseBar(tx, parent, today(now)))).toMatchObject({ next: null });
    expect(await close()).toMatchObject({ wrong: { form: expect.any(String) } });
  });

  test('CLO6: when a child has died nobody is sent anything', async () => {
    await promised('update');
    expect(await close({ because: 'died', words: 'Priya rang Dana.' })).toBe('closed');
    expect(await threadOf(made.parent.personId)).toEqual([]);
    expect(await outbox()).toEqual([]);
    expect(await reopen('Dana asked for the papers')).toBe('open');
    expect(await outbox()).toEqual([]);
  });

  test('CLO4: nothing that somebody has to see to is closed away', async () => {
    const { councilId, caseFileId } = made;
    await promised('call_back');
    await makeAppealOn(db, made);
    await db.owner`insert into dispute (council_id, case_file_id, dispute_id, number, raised_by, raised_side, rights_holder, own_words)
      values (${councilId}, ${caseFileId}, ${v7()}, 1, ${made.parent.personId}, 'family', 'parent', '')`;
    await db.owner`insert into enquiry (council_id, case_file_id, enquiry_id, asked_by, name, email, asked_on, by)
      values (${councilId}, ${caseFileId}, ${v7()}, 'councillor', 'Cllr Hill', 'x@example.org', '2026-10-01', ${made.officer.personId})`;
    await db.owner`update case_file set board_on = ${today(now)} where case_file_id = ${caseFileId}`;
    await db.owner`insert into case_milestone (council_id, case_file_id, case_milestone_id, what, "on", by)
      values (${councilId}, ${caseFileId}, ${v7()}, 'plan_made', ${today(now)}, ${made.officer.personId})`;
    expect((await open()).map(({ path }) => path.split('/')[1] ?? '').sort()).toEqual([
      ...['', 'appeals', 'dates', 'disputes', 'enquiries', 'promises'],
    ]);
    expect(await close()).toMatchObject({ wrong: { open: expect.any(String) } });
    expect((await theCase()).closed_at).toBeNull();
    const parent = await scopeFor(made.parent, caseFileId, 'case:see');
    expect(await underScope(parent, (tx) => foundOpen(tx, today(now)))).toEqual([]);
  });

  test('CLO4: of a child who has died no time to appeal is waited for', async () => {
    await db.owner`insert into case_milestone (council_id, case_file_id, case_milestone_id, what, "on", by)
      values (${made.councilId}, ${made.caseFileId}, ${v7()}, 'plan_made', ${today(now)}, ${made.officer.personId})`;
    expect(await close()).toMatchObject({ wrong: { open: expect.any(String) } });
    expect(await close({ because: 'died' })).toBe('closed');
  });

  test('CLO9: the years are counted from its day, and a hold lets it close and keeps it', async () => {
    const desk = (await makeRecordsDesk(db, made.councilId)).first.scope;
    const source = 'Schedule 4';
    await underScope(desk, (tx) => setRule(tx, desk, { class: 'case', years: '6', countedFrom: 'closed', source }));
    await underScope(officer, (tx) => placeHold(tx, officer, { why: 'claim', words: 'A claim' }));
    expect(await close({ closedOn: '2026-09-30' })).toBe('closed');
    const kept = await underScope(desk, async (tx) => keptCase(tx, await rulesOf(tx, desk), made.caseFileId));
    expect(kept).toMatchObject({ dueOn: '2032-09-30', held: ['placed'] });
  });
});

describe('opening it again', () => {
  test('CLO7: its officer does, with a reason, and the family is told', async () => {
    await close();
    expect(await reopen('')).toMatchObject({ wrong: { why: expect.any(String) } });
    expect(await reopen('They came back')).toBe('open');
    expect(await reopen('They came back')).toBeNull();
    expect((await threadOf(made.parent.personId)).at(-1)!.words).toContain('They came back');
    expect(await theCase()).toMatchObject({ closed_at: null, in_tray_since: null });
    expect(await underScope(officer, (tx) => lastClosing(tx, officer))).toMatchObject({
      closing: { openedAgainWhy: 'They came back', openedAgainBy: made.officer.personId },
    });
    expect(await close()).toBe('closed');
  });

  test('J13 CLO7: a message opens it by itself, in the team’s tray where nobody holds it', async () => {
    await close();
    await db.owner`update standing set ended_at = now() where person_id = ${made.officer.personId}`;
    const parent = (await scopeFor(made.parent, made.caseFileId, 'contact:write')) as CaseScope<'contact:write'>;
    await underScope(parent, (tx) => writeToCouncil(tx, parent, { to: 'council', words: 'Are you there?' }, now()));
    const file = await theCase();
    expect(file.closed_at).toBeNull();
    expect(file.in_tray_since).not.toBeNull();
  });

  test('CLO7: somebody who writes while it is being closed is not lost, whoever comes first', async () => {
    const parent = (await scopeFor(made.parent, made.caseFileId, 'contact:write')) as CaseScope<'contact:write'>;
    const writes = () =>
      underScope(parent, (tx) => writeToCouncil(tx, parent, { to: 'council', words: 'Wait!' }, now()));
    const [done] = await Promise.all([close(), writes()]);
    // Written first, it kept the case open; closed first, it opened it again.
    expect(done === 'closed' || 'open' in done.wrong).toBe(true);
    expect((await theCase()).closed_at).toBeNull();
  });

  test('J10 CLO7: no family member opens or closes a case past the page', async () => {
    await close();
    const parent = (await scopeFor(made.parent, made.caseFileId, 'case:see')) as unknown as CaseScope<'case:steer'>;
    expect(await underScope(parent, (tx) => openAgain(tx, parent, 'Because I say so', now()))).toBeNull();
    expect((await theCase()).closed_at).not.toBeNull();
    await reopen('They came back');
    await expect(underScope(parent, (tx) => closeCase(tx, parent, said, now()))).rejects.toThrow();
  });
});
