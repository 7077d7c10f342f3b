import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { makeAppeal, makeAppealOn } from '../support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder } from '../support/papers.ts';
import { giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let db: TestDatabase;
let server: RunningServer;
let browse: ReturnType<typeof plainBrowser>;
let made: Awaited<ReturnType<typeof makeTheCast>>;

async function makeTheCast() {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const somebody = (kind: 'staff' | 'family', name: string) => makePerson(db, councilId, kind, name);
  const [tess, officer] = [await somebody('staff', 'Tess Bell'), await somebody('staff', 'Sunil Rao')];
  const [parent, other] = [await somebody('family', 'Sam Rowe'), await somebody('family', 'Alex Rowe')];
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  for (const who of [parent, other]) await giveStanding(db, councilId, caseFileId, who.personId, 'parent');
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  const [file] = await db.owner<
    { reference: string }[]
  >`select reference from case_file where case_file_id = ${caseFileId}`;
  return { councilId, teamId, caseFileId, reference: file!.reference, tess, officer, parent, other };
}

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeTheCast();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
  browse = plainBrowser(db, server);
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const given = {
  ...{ number: 'eh936/26/00567', childName: 'Noor Ali', appellantKind: 'parent', appellantName: 'Amina Ali' },
  ...{ ground: 'plan_contents', 'section-F': 'yes', 'tag-specificity': 'yes', asksHealth: 'yes', area: 'North' },
  ...{ decisionSentOn: '2024-01-10', registeredOn: '2026-09-02', papersOn: '2026-09-02' },
};
const NEW = '/tribunal/new';
const rowOf = async (number: string) => (await db.owner`select * from appeal where number = ${number}`)[0]!;

describe('registering by form, without JavaScript', () => {
  test('TR4 TR5 TR7: an appeal goes in, late as it was, with its number in one form and what is due next', async () => {
    const done = await browse.post(made.tess, NEW, given);
    expect(done.status).toBe(303);
    const row = await rowOf('EH936/26/00567');
    expect(done.location).toBe(`/tribunal/${row.appeal_id}`);
    expect(row).toMatchObject({ sections: ['F'], issue_tags: ['specificity'], asks_health: true, stage: 'registered' });
    expect(row).toMatchObject({ next_due: 'response', outcome: 'pending' });
    expect((await browse.see(made.tess, done.location!)).html).toContain('Noor Ali');
  });

  test('TR7: a number that is taken leads to the appeal that has it, and what was typed stays', async () => {
    const again = await browse.post(made.tess, NEW, { ...given, number: ' EH 936/26/00567', childName: 'Zoë "Z" Ali' });
    expect(again.status).toBe(400);
    const { appeal_id } = await rowOf('EH936/26/00567');
    expect(again.html).toContain(`href="/tribunal/${appeal_id}"`);
    expect(again.html).toContain('href="#number"');
    expect(again.html).toContain('Zoë &quot;Z&quot; Ali');
    expect(again.html).toMatch(/id="tag-specificity"[^>]* checked/);
  });

  test('TR5 TR6: days that cannot be and health beside a refusal to assess come back with their sentences', async () => {
    const wrong = { ...given, number: 'EH936/26/00568', ground: 'not_assess', registeredOn: '2023-01-01' };
    const { status, html } = await browse.post(made.tess, NEW, wrong);
    expect(status).toBe(400);
    expect(html).toContain('cannot be before the day the decision was sent');
    expect(html).toContain('Health and social care cannot be part of an appeal against a refusal to assess');
    expect(await rowOf('EH936/26/00568')).toBeUndefined();
  });

  test('TR3 A13: for anybody who is not of the team there is no such page and no such form', async () => {
    for (const who of [made.officer, made.parent]) {
      for (const page of [NEW, '/tribunal/register'] as const) expect((await browse.see(who, page)).status).toBe(404);
      expect((await browse.post(who, NEW, {})).status).toBe(404);
    }
  });
});

describe('linking to a case', () => {
  const register = async (number: string, more: Record<string, string> = {}) => {
    const done = await browse.post(made.tess, NEW, { ...given, number, ...more });
    expect(done.status).toBe(303);
    return done.location!;
  };

  test('TR8: a reference leads on to whom it is for; who is chosen sees it, another parent does not and is told nothing', async () => {
    const { reference, caseFileId, parent, other } = made;
    const next = await register('EH936/26/00600', { reference: ` ${reference} `, childName: '' });
    const { html } = await browse.see(made.tess, next);
    expect(html).toContain('Maya Rowe');
    const none = await browse.post(made.tess, next.split('?')[0]!, { version: '1', reference });
    expect(none.status).toBe(400);
    expect(none.html).toContain('Choose the parent, carer or young person whom the appeal is for');
    const before = await historyOf(other);
    const linked = { version: '1', reference, [`person-${parent.personId}`]: 'yes' };
    expect((await browse.post(made.tess, next.split('?')[0]!, linked)).status).toBe(303);
    const row = await rowOf('EH936/26/00600');
    expect(row).toMatchObject({ case_file_id: caseFileId, child_name: 'Maya Rowe', version: 2 });
    const parties = await db.owner`select person_id, "as" from appeal_party where appeal_id = ${row.appeal_id}`;
    expect(parties).toEqual([{ person_id: parent.personId, as: 'appellant' }]);
    expect(await historyOf(other)).toBe(before);
  });

  test('TR8: whom it is for can be said anew; somebody taken out stays as ended, and an old page is told so', async () => {
    const { parent, other } = made;
    const { appeal_id } = await rowOf('EH936/26/00600');
    const page = `/tribunal/${appeal_id}/case`;
    const stale = await browse.post(made.tess, page, { version: '1', [`person-${other.personId}`]: 'yes' });
    expect(stale.status).toBe(400);
    expect(stale.html).toContain('Somebody changed this appeal while you looked');
    expect((await browse.post(made.tess, page, { version: '2', [`person-${other.personId}`]: 'yes' })).status).toBe(
      303,
    );
    const parties =
      await db.owner`select person_id, ended_at is null as here from appeal_party where appeal_id = ${appeal_id}`;
    expect(parties).toContainEqual({ person_id: parent.personId, here: false });
    expect(parties).toContainEqual({ person_id: other.personId, here: true });
  });

  test('TR8 A13: a case that somebody is excluded from is to them a reference of nothing, as is one of another council', async () => {
    const hidden = await makeCaseFile(db, made.councilId, made.teamId, 'Hidden');
    const elsewhere = await makeCouncil(db, 'Elsewhere Council');
    const foreign = await makeCaseFile(db, elsewhere.councilId, elsewhere.teamId, 'Foreign');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${made.councilId}, ${hidden}, ${made.tess.personId}, 'Their nephew', ${made.officer.personId})`;
    for (const caseFileId of [hidden, foreign]) {
      const [file] = await db.owner<
        { reference: string }[]
      >`select reference from case_file where case_file_id = ${caseFileId}`;
      const refused = await browse.post(made.tess, NEW, {
        ...given,
        number: 'EH936/26/00700',
        reference: file!.reference,
      });
      expect(refused.status).toBe(400);
      expect(refused.html).toContain('There is no case with this reference that you can link to');
      const { html } = await browse.see(
        made.tess,
        `/tribunal/${(await rowOf('EH936/26/00567')).appeal_id}/case?reference=${file!.reference}`,
      );
      expect(html).not.toMatch(/Hidden|Foreign/);
    }
  });

  /** What the pages of the case say to somebody who may not know of the appeal. */
  const historyOf = async (who: Person) => {
    const { html } = await browse.see(who, `/cases/${made.caseFileId}`);
    return /<main[\s\S]*<\/main>/.exec(html)![0].replace(/Last time.*?</g, '');
  };
});

describe('the list', () => {
  test('TR9 A20 A22: what is hidden from somebody is in no list, no count and no search', async () => {
    const hidden = await makeCaseFile(db, made.councilId, made.teamId, 'Secret');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${made.councilId}, ${hidden}, ${made.tess.personId}, 'Their niece', ${made.officer.personId})`;
    const seen = async (query: string) => {
      const { html } = await browse.see(made.tess, `/tribunal/register${query}`);
      return /<h2[^>]*>[\d,\s]+ appeals?/.exec(html)![0] + (/<tbody>[\s\S]*<\/tbody>/.exec(html)?.[0] ?? '');
    };
    const queries = ['', '?words=Secret', '?words=EH936/26/00999', '?sort=child', '?open=open&ground=plan_contents'];
    const before = await Promise.all(queries.map(seen));
    await makeAppealOn(
      db,
      { councilId: made.councilId, caseFileId: hidden },
      { number: 'EH936/26/00999', childName: 'Secret Rowe' },
    );
    expect(await Promise.all(queries.map(seen))).toEqual(before);
  });

  test('TR9: words find number, child and whoever appeals; signs of the search are only signs', async () => {
    const total = async (words: string) => {
      const { html } = await browse.see(made.tess, `/tribunal/register?words=${encodeURIComponent(words)}`);
      return /<h2[^>]*>\s*([\d,]+) appeals?/.exec(html)![1];
    };
    expect(await total('noor')).toBe('1');
    expect(await total('Amina')).not.toBe('0');
    expect(await total('eh936/26/00567')).toBe('1');
    for (const words of ['%', '_', '\\', "'; drop table appeal; --"]) expect(await total(words)).toBe('0');
  });

  test('TR9: pages follow one another and filters stay', async () => {
    for (let index = 0; index < 60; index += 1)
      await makeAppeal(db, made.councilId, {
        number: `EH936/25/${10_000 + index}`,
        ground: 'cease',
        sections: [],
        registeredOn: '2025-03-01',
      });
    const first = await browse.see(made.tess, '/tribunal/register?ground=cease&year=2024');
    expect(first.html).toContain('60 appeals');
    const next = /rel="next" href="([^"]+)"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
    const second = await browse.see(made.tess, `/tribunal/register${next}`);
    expect(second.html.match(/<tr>/g)).toHaveLength(11);
    expect(second.html).toContain('Page 2 of 2');
  });
});
