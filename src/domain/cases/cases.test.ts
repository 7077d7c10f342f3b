import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefusal } from '#domain/access/decide.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../../../tests/support/people.ts';
import { caseBar } from './bar.server.ts';
import { childPageOf, writeChildPage } from './child-page.server.ts';
import { createCaseFile } from './create.server.ts';
import { changesSince, whoLooked } from './history.server.ts';
import { steer } from './steer.server.ts';
import { noteVisit } from './visits.server.ts';
import { whereThingsAre } from './where.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

let council: Awaited<ReturnType<typeof makeCouncil>>;
let file: string;
let priya: Person;
let dana: Person;
let lee: Person;
beforeEach(async () => {
  council = await makeCouncil(db);
  file = await makeCaseFile(db, council.councilId, council.teamId);
  priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
  dana = await makePerson(db, council.councilId, 'family', 'Dana Rowe');
  lee = await makePerson(db, council.councilId, 'family', 'Lee Rowe');
  await giveStanding(db, council.councilId, file, priya.personId, 'case_officer');
  await giveStanding(db, council.councilId, file, dana.personId, 'parent');
  await giveStanding(db, council.councilId, file, lee.personId, 'parent');
});

async function on<P extends CasePermission>(person: Person, permission: P): Promise<CaseScope<P>> {
  const scope = await authorise(person, file, permission);
  if (isRefusal(scope)) throw new Error(`refused: ${scope.because}`);
  return scope as CaseScope<P>;
}
const at = (time: string) => new Date(`2026-11-02T${time}:00Z`);
const truth = {
  nowSentence: 'We are waiting for the EP report.',
  tellTheChild: '',
  waitsFor: '',
  boardOn: null,
  stage: 'pre_board_check',
} as const;

describe('opening a case file', () => {
  const given = {
    childFirstName: 'Noor',
    childLastName: 'Aziz',
    childBornOn: '2018-01-09',
    requestReceivedOn: '2026-10-05',
  };

  test('CAS11: the person who opens it is its case officer, in one transaction, with a neutral reference', async () => {
    await db.owner`insert into team_member (council_id, team_id, person_id) values (${council.councilId}, ${council.teamId}, ${priya.personId})`;
    const scope = (await authorise(priya, null, 'case:create')) as Scope<'case:create'>;
    const opened = await underScope(scope, (tx) => createCaseFile(tx, scope, { ...given, teamId: council.teamId }));
    const [row] = await db.owner`select reference, stage from case_file where case_file_id = ${opened.caseFileId}`;
    expect(row).toMatchObject({ reference: expect.stringMatching(/^CG-26-[2-9A-Z]{6}$/), stage: 'request' });
    expect(isRefusal(await authorise(priya, opened.caseFileId, 'case:steer'))).toBe(false);
    expect(await authorise(dana, opened.caseFileId, 'case:see')).toEqual({ because: 'unknown' });
  });

  test('CAS11: nobody opens one for a team that is not theirs, and nothing is left behind', async () => {
    const scope = (await authorise(priya, null, 'case:create')) as Scope<'case:create'>;
    const before = await db.owner`select 1 from case_file`;
    await expect(
      underScope(scope, (tx) => createCaseFile(tx, scope, { ...given, teamId: council.teamId })),
    ).rejects.toThrow('team');
    expect(await db.owner`select 1 from case_file`).toHaveLength(before.length);
  });
});

describe('steering', () => {
  test('CAS13: each thing that changed is one history row; nothing changed is none', async () => {
    const scope = await on(priya, 'case:steer');
    const wanted = { ...truth, boardOn: '2026-11-19' };
    expect(await underScope(scope, (tx) => steer(tx, scope, wanted, '2026-11-02'))).toEqual({ changed: 2 });
    expect(await underScope(scope, (tx) => steer(tx, scope, wanted, '2026-11-02'))).toEqual({ changed: 0 });
    const rows = await db.owner`select action from history where chain_id = ${file} order by sequence`;
    expect(rows.map((row) => row.action)).toEqual(['case.now_written', 'case.board_set']);
  });
  test('CAS1: a jump over a step is refused and changes nothing', async () => {
    const scope = await on(priya, 'case:steer');
    const jumped = await underScope(scope, (tx) => steer(tx, scope, { ...truth, stage: 'final_plan' }, '2026-11-02'));
    expect(jumped).toEqual({ wrong: { stage: 'A case moves one step on, or one back' } });
    expect(await db.owner`select 1 from history where chain_id = ${file}`).toHaveLength(0);
  });
});

describe('visits and what changed', () => {
  test('CAS9: opening is recorded once per visit; the next visit is told what changed since the last', async () => {
    const scope = await on(dana, 'case:see');
    const visit = (time: string) => underScope(scope, (tx) => noteVisit(tx, scope, at(time)));
    expect(await visit('09:00')).toBeNull();
    expect(await visit('09:20')).toBeNull();
    expect(await visit('09:49')).toBeNull();
    expect(await visit('11:00')).toEqual(at('09:49'));
    expect(await visit('11:05')).toEqual(at('09:49'));
    expect(await db.owner`select 1 from history where chain_id = ${file} and action = 'case.opened'`).toHaveLength(2);
  });
  test('CAS9: two pages that open at once are one visit', async () => {
    const scope = await on(dana, 'case:see');
    await Promise.all([1, 2, 3].map(() => underScope(scope, (tx) => noteVisit(tx, scope, at('09:00')))));
    await Promise.all([1, 2, 3].map(() => underScope(scope, (tx) => noteVisit(tx, scope, at('12:00')))));
    expect(await db.owner`select 1 from history where chain_id = ${file} and action = 'case.opened'`).toHaveLength(2);
  });
  test('CAS9: what changed is said in words, and never one’s own doing', async () => {
    const steering = await on(priya, 'case:steer');
    await underScope(steering, (tx) => steer(tx, steering, truth, '2026-11-02'));
    const [mine, theirs] = [await on(priya, 'case:see'), await on(dana, 'case:see')];
    const changes = await underScope(theirs, (tx) => changesSince(tx, theirs, new Date(0)));
    expect(changes.map(({ name, role, did }) => `${name}, ${role}, ${did}`)).toEqual([
      'Priya Shah, Case officer, wrote what is happening now',
    ]);
    expect(await underScope(mine, (tx) => changesSince(tx, mine, new Date(0)))).toEqual([]);
  });
});

describe('who looked', () => {
  test('A18, CAS10: a family sees who looked at its own case, in names and roles; other cases and raw rows never', async () => {
    for (const person of [priya, dana, lee]) {
      const scope = await on(person, 'case:see');
      await underScope(scope, (tx) => noteVisit(tx, scope, new Date()));
    }
    const own = await on(dana, 'case:history');
    const looks = await underScope(own, (tx) => whoLooked(tx, own));
    expect(looks.map((look) => look.name)).toEqual(['Dana', 'Priya Shah']);
    expect(Object.keys(looks[0]!).sort()).toEqual(['at', 'did', 'name', 'reason', 'role', 'side']);
    const other = await makeCaseFile(db, council.councilId, council.teamId, 'Ben');
    expect(await authorise(dana, other, 'case:history')).toEqual({ because: 'unknown' });
    expect(await authorise(priya, other, 'case:history')).toEqual({ because: 'unknown' });
  });
  test('A18: an officer sees everybody, and that look is recorded too', async () => {
    const scope = await on(priya, 'case:history');
    await underScope(scope, (tx) => whoLooked(tx, scope));
    expect((await underScope(scope, (tx) => whoLooked(tx, scope))).map((look) => look.did)).toEqual([
      'looked at who has looked',
    ]);
  });
});

describe('what a page is sent', () => {
  test('A28: nobody’s phone, e-mail or address is in the bar or in where things are', async () => {
    await db.owner`update person set mobile = '07700 900123', email = full_name || '@private.example' where council_id = ${council.councilId}`;
    const scope = await on(dana, 'case:see');
    const sent = await underScope(scope, async (tx) =>
      JSON.stringify([await caseBar(tx, scope, '2026-11-02'), await whereThingsAre(tx, scope)]),
    );
    expect(sent).not.toMatch(/07700|@private|person_?id/i);
    expect(sent).toContain('0300 000 0001');
    expect(JSON.parse(sent)[0].contact).toEqual({ name: 'Priya Shah', phone: '0300 000 0001' });
  });
  test('CAS14: a case with no officer for the moment still names the team’s phone', async () => {
    await db.owner`update case_file set in_tray_since = now() where council_id = ${council.councilId}`;
    await db.owner`update standing set ended_at = now() where person_id = ${priya.personId}`;
    const scope = await on(dana, 'case:see');
    expect((await underScope(scope, (tx) => caseBar(tx, scope, '2026-11-02'))).contact).toEqual({
      name: null,
      phone: '0300 000 0001',
    });
  });
});

describe('the child’s page', () => {
  const words = {
    ownWords: 'I like trains',
    goodDay: null,
    wantGrownUpsToKnow: null,
    helpedBy: 'Dana',
    askedOn: '2026-10-30',
  };
  test('CAS12: either side writes it down, and nobody’s writing is silently replaced', async () => {
    const [family, officer] = [await on(dana, 'child:write'), await on(priya, 'child:write')];
    expect(await underScope(family, (tx) => childPageOf(tx, family))).toMatchObject({
      ownWords: null,
      askedOn: null,
      writtenBy: null,
    });
    expect(await underScope(family, (tx) => writeChildPage(tx, family, words, null, at('09:00')))).toBe('written');
    expect(
      await underScope(officer, (tx) => writeChildPage(tx, officer, { ...words, ownWords: 'x' }, null, at('09:01'))),
    ).toBe('overtaken');
    expect(
      await underScope(officer, (tx) =>
        writeChildPage(tx, officer, { ...words, goodDay: 'Quiet' }, at('09:00'), at('09:02')),
      ),
    ).toBe('written');
    expect(await underScope(family, (tx) => childPageOf(tx, family))).toMatchObject({
      ownWords: 'I like trains',
      goodDay: 'Quiet',
      writtenBy: 'Priya Shah',
    });
  });
});
