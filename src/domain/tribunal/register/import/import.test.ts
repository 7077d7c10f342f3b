import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import { bring, deskScope, doTo, importWhole, madeUpList } from '../../../../../tests/support/lists.ts';
import { freshDataFolder, keptAt } from '../../../../../tests/support/papers.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../../tests/support/people.ts';
import { existsSync } from 'node:fs';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { chooseColumns, dropList, listOf, rejectedOf, stopWork } from './lists.server.ts';
import { begin, nothingUnderWay } from './work.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  freshDataFolder();
});
afterAll(() => db.close());

async function team(): Promise<Scope> {
  const { councilId } = await makeCouncil(db);
  const tess = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  return deskScope(tess);
}
const appealsOf = (scope: Scope) =>
  db.owner`select number, child_name, ground, sections, stage, outcome, order_effect, favoured, ended_on::text, area, version
             from appeal where council_id = ${scope.councilId} order by number`;
const rejected = (scope: Scope, id: string) => underScope(scope, (tx) => rejectedOf(tx, scope, id));
const HEAD = 'Appeal number,Child,Ground,Decision date,Registered,Outcome,End date,Area';

describe('a list of appeals', () => {
  test('IMP2 IMP4: trying changes nothing and counts what importing does', async () => {
    const scope = await team();
    const { tried, done, importId } = await importWhole(
      scope,
      `${HEAD}\r\nEH936/25/00001,Maya Rowe,Contents,01/02/2025,01/05/2025,allowed,01/10/2025,North\r\n` +
        'eh936/25/00002,Noor Ali,RTA,2025-02-01,2 May 2025,,,South\r\n',
    );
    expect(tried).toMatchObject({ state: 'tried', fresh: 2, same: 0, filled: 0, rejected: 0 });
    expect(done).toMatchObject({ state: 'imported', fresh: 2, rejected: 0, file: null });
    expect(await appealsOf(scope)).toMatchObject([
      { number: 'EH936/25/00001', stage: 'closed', outcome: 'allowed', order_effect: 'allowed', favoured: 'family' },
      { number: 'EH936/25/00002', ground: 'not_assess', stage: 'registered', outcome: 'pending', area: 'South' },
    ]);
    expect(existsSync(keptAt(scope.councilId, importId))).toBe(false);
  });

  test('IMP5: the same list again, and in another order, changes nothing', async () => {
    const scope = await team();
    const list = madeUpList(300);
    await importWhole(scope, list);
    const before = await appealsOf(scope);
    const again = await importWhole(scope, list);
    expect(again.done).toMatchObject({ fresh: 0, filled: 0, same: 300, rejected: 0 });
    const [head, ...rows] = list.split('\r\n');
    const turned = await importWhole(scope, [head, ...rows.reverse()].join('\n'));
    expect(turned.done).toMatchObject({ fresh: 0, filled: 0, same: 300, rejected: 0 });
    expect(await appealsOf(scope)).toEqual(before);
  });

  test('IMP5: what is empty is filled; what the two say differently is rejected with both named', async () => {
    const scope = await team();
    await importWhole(
      scope,
      `${HEAD}\nEH936/25/00001,,Contents,,01/05/2025,,,North\nEH936/25/00002,Noor Ali,Cease,,01/05/2025,,,\n`,
    );
    const { done, importId } = await importWhole(
      scope,
      `${HEAD}\nEH936/25/00001,Maya Rowe,Contents,01/02/2025,01/05/2025,consent order,01/10/2025,\n` +
        'EH936/25/00002,Someone Else,Cease,,02/05/2025,,,East\n',
    );
    expect(done).toMatchObject({ fresh: 0, filled: 1, same: 0, rejected: 1 });
    const [first, second] = await appealsOf(scope);
    expect(first).toMatchObject({
      child_name: 'Maya Rowe',
      area: 'North',
      stage: 'closed',
      favoured: 'both',
      version: 2,
    });
    expect(second).toMatchObject({ child_name: 'Noor Ali', area: '', version: 1 });
    const [row] = await rejected(scope, importId);
    expect(row).toMatchObject({ row: 3 });
    expect(row!.errors).toEqual([
      { column: 'Child', because: 'The register says “Noor Ali”, this list “Someone Else”' },
      { column: 'Registered', because: 'The register says 1 May 2025, this list 2 May 2025' },
    ]);
  });

  test('IMP3: every row that cannot be taken says where and why, counted as a spreadsheet counts', async () => {
    const scope = await team();
    const { done, importId } = await importWhole(
      scope,
      [
        HEAD,
        'EH936/25/00001,Maya Rowe,Contents,01/02/2025,01/05/2025,,,North',
        '',
        ',,,,,,,',
        'EH936/25/1,Maya,Contents,,,,,',
        'EH936/25/00001,Maya Rowe,Contents,01/02/2025,01/05/2025,,,North',
        'EH936/25/00005,Maya,Contents,01/02/2025,01/01/2025,,,',
        'EH936/25/00006,Maya,Contents,13/13/2025,,upheld,,',
        'EH936/25/00007,"Maya\nRowe",Something else,,,allowed,,',
        'EH936/25/00008,Maya,Contents,,,,,North,one,too,many',
        'EH936/25/00009,Maya,Contents,,,allowed,,',
      ].join('\n'),
    );
    expect(done).toMatchObject({ fresh: 1, rejected: 7 });
    const rows = await rejected(scope, importId);
    expect(rows.map(({ row, errors }) => [row, ...errors.map(({ because }) => because)])).toEqual([
      [5, 'This is no appeal number. The tribunal writes it like EH936/23/00567'],
      [6, 'This appeal is in row 2 already'],
      [7, 'The day the tribunal registered it cannot be before the day the decision was sent'],
      [
        8,
        '“13/13/2025” is no day. Write it as 12/03/2026',
        '“upheld” does not say for whom. Write allowed, allowed in part or dismissed',
      ],
      [9, '“Something else” is not one of the grounds of section 51'],
      [10, 'This row has 11 cells, and the list 8 columns'],
      [11, 'It has ended, so the day it ended is needed'],
    ]);
  });

  test('IMP1: letters and separators are recognised, with and without a mark, and said', async () => {
    const scope = await team();
    const list = (number: string) => `Appeal number;Child;Ground\r\nEH936/25/0000${number};Zoë Müller–Łoś;Cease\r\n`;
    const utf16 = (text: string) => Buffer.from(text, 'utf16le');
    const ways: [string, Uint8Array, string][] = [
      ['utf-8', Buffer.from(list('1')), 'Zoë Müller–Łoś'],
      ['utf-8', Buffer.from('\ufeff' + list('2')), 'Zoë Müller–Łoś'],
      ['utf-16le', utf16('\ufeff' + list('3')), 'Zoë Müller–Łoś'],
      ['utf-16le', utf16(list('4').replace(/[–Łś]/g, '')), 'Zoë Müllero'],
      ['utf-16be', utf16('\ufeff' + list('5')).swap16(), 'Zoë Müller–Łoś'],
      ['windows-1252', Buffer.from(list('6').replace('–', '\x96').replace(/[Łś]/g, ''), 'latin1'), 'Zoë Müller–o'],
    ];
    for (const [encoding, bytes, child] of ways) {
      const { done } = await importWhole(scope, bytes);
      expect(done).toMatchObject({ encoding, fresh: 1, columns: ['Appeal number', 'Child', 'Ground'] });
      expect((await appealsOf(scope)).at(-1)).toMatchObject({ child_name: child });
    }
    const { done } = await importWhole(scope, 'Appeal number\tGround\nEH936/25/00009\tCease\n');
    expect(done).toMatchObject({ fresh: 1 });
  });

  test('I14 IMP3: cells that look like formulas are only words, in the register and when they come back', async () => {
    const scope = await team();
    await importWhole(scope, `${HEAD}\nEH936/25/00001,"=HYPERLINK(""http://x"",""y"")",Cease,,,,,@area\n`);
    const [row] = await appealsOf(scope);
    expect(row).toMatchObject({ child_name: '=HYPERLINK("http://x","y")', area: '@area' });
    const marked = `${HEAD}\nEH936/25/00001,"'=HYPERLINK(""http://x"",""y"")",Cease,,,,,'@area\n`;
    expect((await importWhole(scope, marked)).done).toMatchObject({ same: 1, rejected: 0 });
  });

  test('IMP1 IMP3: what is no list, or too much of one, is refused with a sentence', async () => {
    const scope = await team();
    const refused = (list: string | Uint8Array) =>
      bring(scope, list).then(
        () => 'taken',
        (error: Error) => error.message,
      );
    expect(await refused(Buffer.from('504b030414000600', 'hex'))).toContain('workbook');
    expect(await refused('%PDF-1.7\n')).toContain('PDF');
    expect(await refused('')).toContain('no columns');
    expect(await refused('just words\nand more\n')).toContain('no columns');
    expect(await refused(HEAD)).toContain('no rows');
    expect(await refused(`${Array.from({ length: 101 }, (_, n) => `c${n}`).join(',')}\n1,2\n`)).toContain(
      '101 columns',
    );
    expect(await refused(`${HEAD}\nEH936/25/00001,"never closed,Cease\n`)).toContain('quotation mark');
    expect(await refused(`${HEAD}\n${'x'.repeat(200_000)}\n`)).toContain('From row 2 on');
    expect(await refused(`a,b\n${'1,2\n'.repeat(100_001)}`)).toContain('more than 100,000 rows');
    expect(await refused(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).toContain('Save it as UTF-8');
  });

  test('IMP1: columns are chosen by somebody, and a list that has none of what is needed cannot be tried', async () => {
    const scope = await team();
    const id = await bring(scope, 'Ref,What,Name,Name\nEH936/25/00001,RTA,Maya,Rowe\n');
    const list = () => underScope(scope, async (tx) => (await listOf(tx, scope, id))!);
    expect(await list()).toMatchObject({
      columns: ['Ref', 'What', 'Name', 'Name (2)'],
      mapping: { childName: 'Name' },
    });
    const choose = async (chosen: Record<string, string>) => {
      const row = await list();
      return underScope(scope, (tx) => chooseColumns(tx, scope, row, chosen));
    };
    expect(await choose({ number: 'Ref' })).toEqual({ ground: 'Choose the column this is in' });
    expect(await choose({ number: 'Ref', ground: 'Ref' })).toHaveProperty('ground');
    expect(await choose({ number: 'Ref', ground: 'Nowhere' })).toEqual({ ground: 'The list has no such column' });
    expect(await choose({ number: 'Ref', ground: 'What' })).toEqual({});
    expect(await doTo(scope, id, 'trying')).toMatchObject({ fresh: 1 });
  });

  test('IMP2 IMP4: one that is stopped, or whose process is gone, leaves nothing of it', async () => {
    const scope = await team();
    const id = await bring(scope, madeUpList(3_000));
    await doTo(scope, id, 'trying');
    expect(await begin(scope, id, 'importing')).toBe(true);
    const row = await underScope(scope, async (tx) => (await listOf(tx, scope, id))!);
    expect(row.state).toBe('importing');
    expect(await begin(scope, id, 'trying')).toBe(false);
    await underScope(scope, (tx) => stopWork(tx, scope, row));
    await nothingUnderWay();
    expect(await appealsOf(scope)).toHaveLength(0);
    await db.owner`update appeal_import set state = 'importing' where appeal_import_id = ${id}`;
    const left = await underScope(scope, async (tx) => (await listOf(tx, scope, id))!);
    expect(left).toMatchObject({ state: 'failed', sentence: expect.stringContaining('nothing of it was') });
    expect(await doTo(scope, id, 'trying')).toMatchObject({ state: 'tried', fresh: 3_000 });
    expect(await dropList(scope, left)).toBeNull();
    expect(existsSync(keptAt(scope.councilId, id))).toBe(false);
  });

  test('TR3 A13: a number somebody may not see is refused without a word of whose it is', async () => {
    const scope = await team();
    await importWhole(scope, `${HEAD}\nEH936/25/00001,Secret Child,Cease,,,,,\n`);
    const { councilId, personId } = scope;
    const [team_] = await db.owner`select team_id from team where council_id = ${councilId} and kind = 'area'`;
    const caseFileId = crypto.randomUUID();
    await db.owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on)
      values (${councilId}, ${caseFileId}, 'MC-1', 'Secret', 'Child', '2017-05-02', ${team_!.team_id}, 'request', '2026-09-01')`;
    await db.owner`update appeal set case_file_id = ${caseFileId} where council_id = ${councilId}`;
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${personId}, 'Their niece', ${personId})`;
    const { done, importId } = await importWhole(scope, `${HEAD}\nEH936/25/00001,Somebody,Contents,,,,,\n`);
    expect(done).toMatchObject({ fresh: 0, rejected: 1 });
    expect(JSON.stringify(await rejected(scope, importId))).not.toMatch(/Secret|register says/);
  });
});
