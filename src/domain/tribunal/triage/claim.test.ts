import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { atDesk, makeAppealTeam } from '../../../../tests/support/appeal-team.ts';
import { makeAppeal, makeAppealOn } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { giveStanding } from '../../../../tests/support/people.ts';
import { until } from '../../../../tests/support/until.ts';
import { claimAppeal, releaseAppeal, takeOverAppeal } from './claim.server.ts';

let db: TestDatabase;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
  team = await makeAppealTeam(db);
});
afterAll(() => db.close());

const waiting = async () =>
  (await db.owner`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    .length > 0;
type Member = typeof team.tess;
const claim = (who: Member, appealId: string) => atDesk(who, (tx, scope) => claimAppeal(tx, scope, appealId));
const release = (who: Member, appealId: string) => atDesk(who, (tx, scope) => releaseAppeal(tx, scope, appealId));
const holder = async (appealId: string) =>
  (await db.owner`select claimed_by from appeal where appeal_id = ${appealId}`)[0]?.['claimed_by'] as string | null;
const mayLead = async (who: Member, caseFileId = team.caseFileId) =>
  !('because' in (await authorise(who, caseFileId, 'appeal:lead')));

describe('who has an appeal', () => {
  test('TRI1: of two who press at once one gets it, and the other is told who', async () => {
    const appealId = await makeAppeal(db, team.councilId);
    const [claimed, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = atDesk(team.tess, async (tx, scope) => {
      const done = await claimAppeal(tx, scope, appealId);
      claimed.resolve();
      await commit.promise;
      return done;
    });
    await claimed.promise;
    const second = claim(team.ravi, appealId);
    await until(waiting, 'the second waits for the first');
    commit.resolve();
    expect(await first).toMatchObject({ claimedBy: team.tess.personId });
    expect(await second).toMatchObject({ field: 'claim', refused: expect.stringMatching(/^Tess Bell has it since/) });
    expect(await holder(appealId)).toBe(team.tess.personId);
  });

  test('TRI1: many at once, and exactly one has it', async () => {
    const appealId = await makeAppeal(db, team.councilId);
    const done = await Promise.all([team.tess, team.ravi, team.rosa].map((who) => claim(who, appealId)));
    expect(done.filter((one) => !isRefused(one))).toHaveLength(1);
    const rows = await db.owner`select 1 from history where action = 'appeal.claimed' and target = ${appealId}`;
    expect(rows).toHaveLength(1);
  });

  test('TRI1: taking what one has already, or what has ended, changes nothing', async () => {
    const appealId = await makeAppeal(db, team.councilId);
    await claim(team.tess, appealId);
    expect(isRefused(await claim(team.tess, appealId))).toBe(false);
    const ended = await makeAppeal(db, team.councilId, {
      stage: 'closed',
      outcome: 'dismissed',
      endedOn: '2026-10-01',
    });
    await expect(claim(team.tess, ended)).rejects.toMatchObject({ why: 'closed' });
  });

  test('TRI2: only whoever has it lets it go', async () => {
    const appealId = await makeAppeal(db, team.councilId);
    await claim(team.tess, appealId);
    expect(await release(team.ravi, appealId)).toMatchObject({ refused: 'Tess Bell has it. Only they can let it go.' });
    await release(team.tess, appealId);
    expect(await holder(appealId)).toBeNull();
    expect(await claim(team.ravi, appealId)).toMatchObject({ claimedBy: team.ravi.personId });
  });

  test('A13: to anybody who is not of the team, taking it and letting it go meet an id of nothing', async () => {
    for (const who of [team.officer, { ...team.officer, councilId: crypto.randomUUID() }]) {
      await expect(claim(who, team.appealId)).rejects.toMatchObject({ why: 'gone' });
      await expect(release(who, team.appealId)).rejects.toMatchObject({ why: 'gone' });
    }
  });
});

describe('the place on the case that comes with it', () => {
  test('TRI3: comes and goes with the claim, in the same transaction; what another gave stays', async () => {
    expect(await mayLead(team.tess)).toBe(false);
    await claim(team.tess, team.appealId);
    expect(await mayLead(team.tess)).toBe(true);
    const second = await makeAppealOn(db, team);
    await claim(team.tess, second);
    await release(team.tess, team.appealId);
    expect(await mayLead(team.tess)).toBe(true);
    await release(team.tess, second);
    expect(await mayLead(team.tess)).toBe(false);
    await giveStanding(db, team.councilId, team.caseFileId, team.ravi.personId, 'tribunal_officer');
    await claim(team.ravi, second);
    await release(team.ravi, second);
    expect(await mayLead(team.ravi)).toBe(true);
  });

  test('TRI3: an hour behind the glass ends, and whoever is excluded from the case takes nothing of it', async () => {
    const { councilId, caseFileId, rosa, officer } = team;
    await db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role, "grant", reason, ends_at)
      values (${councilId}, gen_random_uuid(), ${caseFileId}, ${rosa.personId}, 'auditor', 'break_glass', 'Ill', now() + interval '1 hour')`;
    const appealId = await makeAppealOn(db, team);
    await claim(rosa, appealId);
    expect(await mayLead(rosa)).toBe(true);
    await release(rosa, appealId);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${rosa.personId}, 'Their nephew', ${officer.personId})`;
    await expect(claim(rosa, appealId)).rejects.toMatchObject({ why: 'gone' });
    await db.owner`delete from exclusion where council_id = ${councilId}`;
  });

  test('TRI4: a leader takes it over with a reason; nobody else does, and a page that shows an older one is told', async () => {
    const appealId = await makeAppealOn(db, team);
    await claim(team.tess, appealId);
    const over = (who: Member, version: number) =>
      atDesk(who, (tx, scope) => takeOverAppeal(tx, scope, appealId, { reason: 'Tess is away', version }));
    expect(await over(team.ravi, 2)).toMatchObject({ field: 'reason' });
    await expect(over(team.rosa, 1)).rejects.toMatchObject({ why: 'changed' });
    expect(await over(team.rosa, 2)).toMatchObject({ claimedBy: team.rosa.personId });
    expect([await mayLead(team.tess), await mayLead(team.rosa)]).toEqual([false, true]);
    const [row] = await db.owner`
        select d.reason from history h join history_detail d using (council_id, chain_id, sequence)
         where h.action = 'appeal.taken_over' and h.target = ${appealId}`;
    expect(row).toEqual({ reason: 'Tess is away' });
    const [mail] = await db.owner`select body, subject from outbox order by created_at desc limit 1`;
    expect(`${mail!['subject']} ${mail!['body']}`).not.toMatch(/Maya|Rowe|appeal/i);
  });
});
