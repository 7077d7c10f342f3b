import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimAppeal, releaseAppeal } from '../../src/domain/tribunal/triage/claim.server.ts';
import { recordOnAppeal } from '../../src/domain/tribunal/begin.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { atDesk, makeAppealTeam } from '../support/appeal-team.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let places: Places;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
const wires: Wire[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  places = await startPlaces(db, 2);
});
afterAll(async () => {
  await places.stop();
  await db.close();
});
beforeEach(async () => {
  team = await makeAppealTeam(db);
  return () => wires.splice(0).forEach((wire) => wire.close());
});

/** One line of this person's on one of the nodes, with its answer to being let watch the queue. */
async function watching(who: Person, node: 0 | 1 = 0) {
  const wire = await Wire.connect(places.all[node]!, await cookieFor(db, who));
  wires.push(wire);
  return { wire, answer: await wire.ask('queue.watch', {}) };
}
const heard = ({ wire }: { wire: Wire }) => wire.news.filter(({ name }) => name === 'queue.changed');
const claim = (who: Person) => atDesk(who, (tx, scope) => claimAppeal(tx, scope, team.appealId));

describe('the queue of appeals, live', () => {
  test('TRI7: whoever of the team watches, on any node, hears that the list changed, and nothing of what', async () => {
    const all = [await watching(team.ravi, 0), await watching(team.rosa, 1)];
    expect(all.map(({ answer }) => answer)).toEqual([{ ok: null }, { ok: null }]);
    await claim(team.tess);
    await until(() => all.every((one) => heard(one).length > 0), 'both to hear of it');
    for (const one of all) expect(heard(one).map(({ data }) => data)).toContainEqual({});
    expect(all.flatMap(({ wire }) => wire.tapped).join()).not.toMatch(/Maya|Rowe|Tess|EH999/);
  });

  test('TRI7 A15: to anybody else it is unknown, and they hear nothing', async () => {
    const others = [await watching(team.officer), await watching(team.parent)];
    const elsewhere = await watching((await makeAppealTeam(db)).tess);
    expect(others.map(({ answer }) => answer)).toEqual([{ because: 'unknown' }, { because: 'unknown' }]);
    const mine = await watching(team.ravi);
    await claim(team.tess);
    await until(() => heard(mine).length > 0, 'the team to hear of it');
    for (const one of [...others, elsewhere]) expect(heard(one)).toEqual([]);
  });

  test('TRI7 B06: whoever left the team is sent away on every node, is let in no more, and hears nothing after it', async () => {
    const theirs = [await watching(team.ravi, 0), await watching(team.ravi, 1)];
    const mine = await watching(team.rosa, 1);
    await db.owner`delete from team_member where council_id = ${team.councilId} and person_id = ${team.ravi.personId}`;
    await claim(team.tess);
    await until(() => heard(mine).length > 0, 'the team to hear of it');
    await until(() => theirs.every(({ wire }) => wire.ended === 'access-changed'), 'both lines to end');
    for (const one of theirs) expect(heard(one)).toEqual([]);
    expect((await watching(team.ravi)).answer).toEqual({ because: 'unknown' });
  });

  test('TRI7: many changes at once are told together; reading one is none; whoever leaves hears no more', async () => {
    const [stays, leaves] = [await watching(team.ravi), await watching(team.rosa)];
    expect(await leaves.wire.ask('queue.leave', {})).toEqual({ ok: null });
    expect(await leaves.wire.ask('queue.leave', {})).toEqual({ because: 'unknown' });
    const { councilId, appealId, caseFileId } = team;
    const read = (tx: Parameters<typeof recordOnAppeal>[0], scope: Parameters<typeof recordOnAppeal>[1]) =>
      recordOnAppeal(tx, scope, { appealId, caseFileId }, { action: 'appeal.opened' });
    for (let nth = 0; nth < 20; nth += 1) await atDesk(team.tess, read);
    for (let nth = 0; nth < 5; nth += 1) {
      await claim(team.tess);
      await atDesk(team.tess, (tx, scope) => releaseAppeal(tx, scope, appealId));
    }
    await until(() => heard(stays).length > 0, 'the changes to be told');
    const [{ count }] =
      (await db.owner`select count(*)::int as count from history where council_id = ${councilId} and action in ('appeal.claimed', 'appeal.released')`) as unknown as [
        { count: number },
      ];
    expect(count).toBe(10);
    expect(heard(stays).length).toBeLessThanOrEqual(10);
    expect(heard(leaves)).toEqual([]);
  });
});
